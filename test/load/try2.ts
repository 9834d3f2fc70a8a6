import { playStorm } from './storm/play-storm';
const [n, old] = process.argv.slice(2);
void playStorm(
  Number(n),
  1,
  old
    ? {
        sent: (m) => ({
          ...m,
          MessageGroupId:
            m.MessageGroupId === 'news'
              ? (m.MessageDeduplicationId ?? '')
              : (m.MessageGroupId ?? ''),
        }),
      }
    : {},
).then((p) => {
  const { made, messages, queue, use, limited, quotas, began } = p;
  const top = messages.filter((m) => m.channel === 'C0INFRATEAM' && !m.threadTs);
  const dm = queue.handled.filter(
    (h) => h.body.includes('private-message') || h.body.includes('daily-summary'),
  );
  console.log({
    made: made.length,
    messages: messages.length,
    top: top.length,
    use,
    limited,
    counts: queue.counts,
    q: [...quotas.most],
    dm: dm.map((d) => [d.waited]),
    last: Math.max(...queue.handled.map((h) => h.at - began)) / 1000,
  });
});
