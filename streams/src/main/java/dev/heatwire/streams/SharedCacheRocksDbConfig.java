package dev.heatwire.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** Bounds the memory of all stores of a process with one block cache that includes indexes and write buffers. */
public final class SharedCacheRocksDbConfig implements RocksDBConfigSetter {
    static final long CACHE_BYTES = 96L << 20;
    private static final long WRITE_BUFFER_BYTES = 8L << 20;
    private static final long BLOCK_BYTES = 16L << 10;

    static {
        RocksDB.loadLibrary();
    }

    /** Reserved for indexes and filters, so that data blocks do not evict them. */
    private static final double FOR_INDEXES_AND_FILTERS = 0.5;

    private static final Cache CACHE = new LRUCache(CACHE_BYTES, -1, false, FOR_INDEXES_AND_FILTERS);
    /** Charges memtables to the cache, up to half of it. */
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(CACHE_BYTES / 2, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setBlockSize(BLOCK_BYTES);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    }

    @Override
    public void close(String storeName, Options options) {
        // cache and write buffer manager are shared by all stores until the process ends
    }
}
