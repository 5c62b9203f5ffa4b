package dev.heatwire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class SharedCacheRocksDbConfigTest {
    private static final int VALUE_BYTES = 64 << 10;
    private static final int VALUES = 2_000;

    @TempDir
    private Path folder;

    @Test
    void shouldShareOneBoundedCacheBetweenStores() throws Exception {
        try (Options options = options("one");
                Options others = options("other");
                RocksDB one = RocksDB.open(options, folder.resolve("one").toString());
                RocksDB other = RocksDB.open(others, folder.resolve("other").toString())) {
            for (int number = 0; number < VALUES; number++) {
                put(one, number);
                put(other, number);
                long unwritten = property(one, "size-all-mem-tables") + property(other, "size-all-mem-tables");
                assertThat(unwritten).isLessThan(SharedCacheRocksDbConfig.CACHE_BYTES);
            }
            for (int number = 0; number < VALUES; number++) {
                assertThat(one.get(key(number))).hasSize(VALUE_BYTES);
                assertThat(other.get(key(number))).hasSize(VALUE_BYTES);
            }

            assertThat(property(one, "block-cache-capacity")).isEqualTo(SharedCacheRocksDbConfig.CACHE_BYTES);
            // each store reports the usage of the shared cache
            assertThat(property(one, "block-cache-usage"))
                    .isEqualTo(property(other, "block-cache-usage"))
                    .isBetween(1L, SharedCacheRocksDbConfig.CACHE_BYTES);
        }
    }

    private static Options options(String store) {
        // as Kafka Streams passes them
        Options options = new Options().setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig());
        new SharedCacheRocksDbConfig().setConfig(store, options, Map.of());
        return options;
    }

    private static void put(RocksDB store, int number) throws RocksDBException {
        byte[] value = new byte[VALUE_BYTES];
        new Random(number).nextBytes(value);
        store.put(key(number), value);
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static long property(RocksDB store, String name) throws RocksDBException {
        return store.getLongProperty("rocksdb." + name);
    }
}
