import { shardCounts } from '../../../../lib/gateways/state/shardCounts.ts';
import { memoryTable } from '../../../model/memoryTable.ts';

const second = 1000;

/** A table, and deployments on it that share a clock. */
function deployments() {
  let now = 1_800_000_000_000;
  const clock = { now: () => now, monotonic: () => now, sleep: () => Promise.resolve() };
  const { table } = memoryTable(() => undefined);
  let reads = 0;
  const counted = { ...table, get: (key: Parameters<typeof table.get>[0]) => ((reads += 1), table.get(key)) };
  return {
    deploy: (setting: number) => shardCounts(counted, clock, setting),
    pass: (seconds: number) => void (now += seconds * second),
    reads: () => reads,
  };
}

test('writes use a larger number only after every reader reads it', async () => {
  const { deploy, pass } = deployments();
  const before = deploy(1);
  expect(await before.read()).toBe(1);
  const after = deploy(4);
  expect(await after.written()).toBe(1);
  await after.announce();
  // The functions of the deployment before have just read the counts, and read them again a minute later.
  pass(59);
  expect([await after.written(), await before.read()]).toEqual([1, 1]);
  pass(2);
  expect([await after.written(), await before.read()]).toEqual([1, 4]);
  pass(120);
  expect([await after.written(), await before.read()]).toEqual([4, 4]);
});

test('a deploy with a smaller number writes it at once, and reads the largest number ever', async () => {
  const { deploy, pass } = deployments();
  await deploy(16).announce();
  pass(180);
  const smaller = deploy(2);
  expect([await smaller.written(), await smaller.read()]).toEqual([2, 16]);
  await smaller.announce();
  expect(await deploy(1).read()).toBe(16);
});

test('two deployments that announce at the same time are both read', async () => {
  const { deploy, pass } = deployments();
  const [four, sixteen] = [deploy(4), deploy(16)];
  await Promise.all([four.announce(), sixteen.announce()]);
  // One of the two writes came second, and is repeated by the next sweep.
  await Promise.all([four.announce(), sixteen.announce()]);
  expect(await deploy(1).read()).toBe(16);
  pass(180);
  expect([await four.written(), await sixteen.written()]).toEqual([4, 16]);
});

test('a number that is announced a minute later does not delay or hasten the one before', async () => {
  const { deploy, pass } = deployments();
  const four = deploy(4);
  await four.announce();
  pass(60);
  const sixteen = deploy(16);
  await sixteen.announce();
  pass(119);
  expect(await sixteen.written()).toBe(1);
  pass(1);
  expect([await four.written(), await sixteen.written()]).toEqual([4, 4]);
  pass(60);
  expect(await sixteen.written()).toBe(16);
});

test('with one shard, writes read nothing; with more, a process reads until it has found its number', async () => {
  const { deploy, pass, reads } = deployments();
  await deploy(1).written();
  expect(reads()).toBe(0);
  const four = deploy(4);
  await four.announce();
  pass(180);
  await four.written();
  const before = reads();
  pass(86_400);
  await four.written();
  expect(reads()).toBe(before);
});
