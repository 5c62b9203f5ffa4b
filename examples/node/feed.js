// Prints the first entries of a feed, and again whenever they change:
//   node feed.js HOST:PORT [FEED] [N] [--once]
import kafkajs from 'kafkajs';
import { decompress } from 'fzstd';
import { randomUUID } from 'node:crypto';

const { Kafka, CompressionCodecs, CompressionTypes, logLevel } = kafkajs;
const topic = 'ranked-feed';
const once = process.argv.includes('--once');
const [servers, feed = 'news', places = '10'] = process.argv.slice(2).filter((word) => word !== '--once');

// Heatwire compresses with zstd, and kafkajs has no built-in codec for it
CompressionCodecs[CompressionTypes.ZSTD] = () => ({ decompress: async (bytes) => Buffer.from(decompress(bytes)) });

const kafka = new Kafka({ clientId: 'feed-example', brokers: servers.split(','), logLevel: logLevel.ERROR });

// the feed is complete when all non-empty partitions have been read to their end
const admin = kafka.admin();
await admin.connect();
const behind = new Set(
  (await admin.fetchTopicOffsets(topic)).filter((p) => p.high !== p.low).map((p) => p.partition),
);
await admin.disconnect();

const entries = new Map();
let shown;

// a unique group that commits no offsets, so that this consumer reads the whole topic
const consumer = kafka.consumer({ groupId: `feed-example-${randomUUID()}`, readUncommitted: false });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachBatch: async ({ batch }) => {
    for (const { key, value } of batch.messages) {
      if (value === null) {
        entries.delete(key.toString()); // a tombstone: the article left the feed
      } else {
        entries.set(key.toString(), JSON.parse(value.toString()));
      }
    }
    // print between transactions only: a batch can end within one
    if (BigInt(batch.lastOffset()) + 1n >= BigInt(batch.highWatermark)) {
      behind.delete(batch.partition);
    } else {
      behind.add(batch.partition);
    }
    if (behind.size === 0) show();
  },
});
if (behind.size === 0) show(); // an empty topic

function show() {
  const now = [...entries.values()]
    .filter((entry) => entry.feed === feed)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, Number(places))
    .map((entry) => `${String(entry.rank).padStart(4)}  ${String(entry.heat).padStart(4)}  ${entry.article.title}\n`)
    .join('');
  if (now !== shown) {
    console.log(now);
    shown = now;
  }
  if (once) consumer.disconnect();
}
