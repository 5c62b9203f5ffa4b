// Prints the first entries of a feed, and again whenever they change:
//   node feed.js HOST:PORT [FEED] [N] [--once]
import kafkajs from 'kafkajs';
import { decompress } from 'fzstd';
import { randomUUID } from 'node:crypto';

const { Kafka, CompressionCodecs, CompressionTypes, logLevel } = kafkajs;
const topic = 'ranked-feed';
const once = process.argv.includes('--once');
const [servers, feed = 'news', limit = '10'] = process.argv.slice(2).filter((word) => word !== '--once');

// Heatwire compresses with zstd, and kafkajs has no built-in codec for it
CompressionCodecs[CompressionTypes.ZSTD] = () => ({ decompress: async (bytes) => Buffer.from(decompress(bytes)) });

const kafka = new Kafka({ clientId: 'feed-example', brokers: servers.split(','), logLevel: logLevel.ERROR });

// the record is the current one when all non-empty partitions have been read to their end
const admin = kafka.admin();
await admin.connect();
const behind = new Set(
  (await admin.fetchTopicOffsets(topic)).filter((p) => p.high !== p.low).map((p) => p.partition),
);
await admin.disconnect();

let current = null;
let printed;

// a unique group that commits no offsets, so that this consumer reads the whole topic
const consumer = kafka.consumer({ groupId: `feed-example-${randomUUID()}`, readUncommitted: false });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachBatch: async ({ batch }) => {
    for (const { key, value } of batch.messages) {
      if (key.toString() === feed) current = value; // the whole feed; null when it has no articles
    }
    // transaction markers occupy offsets at the end of a partition but are never delivered
    if (BigInt(batch.lastOffset()) + 1n >= BigInt(batch.highWatermark)) behind.delete(batch.partition);
    if (behind.size === 0) print();
  },
});
if (behind.size === 0) print(); // an empty topic

function print() {
  const entries = current === null ? [] : JSON.parse(current.toString()).entries;
  const text = entries
    .slice(0, Number(limit))
    .map((entry) => `${String(entry.rank).padStart(4)}  ${String(entry.heat).padStart(4)}  ${entry.title}\n`)
    .join('');
  if (text !== printed) {
    console.log(text);
    printed = text;
  }
  if (once) consumer.disconnect();
}
