import { expect, test } from 'vitest';
import { eventsOf, type ServerEvent } from './events';

function bodyOf(...pieces: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      pieces.forEach((piece) => controller.enqueue(encoder.encode(piece)));
      controller.close();
    },
  });
}

async function read(...pieces: string[]): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of eventsOf(bodyOf(...pieces))) events.push(event);
  return events;
}

test('reads events wherever the pieces are cut', async () => {
  const text = 'event: step\ndata: {"a":1}\n\nevent: answer\ndata: {"b":2}\n\n';
  const whole = await read(text);
  expect(whole).toEqual([
    { event: 'step', data: '{"a":1}' },
    { event: 'answer', data: '{"b":2}' },
  ]);
  for (let at = 1; at < text.length; at += 1) {
    expect(await read(text.slice(0, at), text.slice(at))).toEqual(whole);
  }
});

test('reads CRLF, joins data lines, and skips comments', async () => {
  expect(await read(': ping\r\n\r\ndata: a\r', '\ndata: b\r\n\r\n')).toEqual([
    { event: 'message', data: 'a\nb' },
  ]);
});

test('drops an event that was cut off', async () => {
  expect(await read('event: answer\ndata: {"half"')).toEqual([]);
});
