// Puts an article on the input topic as JSON, or withdraws it when no JSON is given:
//   node publish.js HOST:PORT KEY [JSON]
import kafkajs from 'kafkajs';

const { Kafka, logLevel } = kafkajs;
const [servers, key, json] = process.argv.slice(2);

const kafka = new Kafka({ clientId: 'publish-example', brokers: servers.split(','), logLevel: logLevel.ERROR });
const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
await producer.connect();
await producer.send({
  topic: 'article-files',
  acks: -1,
  messages: [{ key, value: json ?? null, headers: { 'content-type': 'application/json' } }],
});
await producer.disconnect();
