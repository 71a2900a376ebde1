import * as fc from 'fast-check';
import { createEventQueue } from '../../../bench/simulate/eventQueue.ts';

test('actions run in the order of their times, and those of one time in the order in which they were added', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), (times) => {
      const events = createEventQueue();
      const ran: (readonly [number, number])[] = [];
      for (const [order, time] of times.entries())
        events.after(time, () => {
          ran.push([events.now(), order]);
        });
      events.runUntil(20);
      const wanted = times.map((time, order) => [time, order] as const);
      expect(ran).toEqual(wanted.toSorted(([time, order], [other, later]) => time - other || order - later));
    }),
    { numRuns: 50 },
  );
});

test('an action can add others, and none runs after the end', () => {
  const events = createEventQueue();
  let ran = 0;
  const again = () => {
    ran += 1;
    events.after(10, again);
  };
  events.after(10, again);
  events.runUntil(95);
  expect([ran, events.now()]).toEqual([9, 95]);
});
