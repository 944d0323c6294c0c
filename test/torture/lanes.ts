/** Does jobs two at a time, in their order. */
export async function inLanes<J, R>(jobs: J[], act: (job: J) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < jobs.length; at = next++) results[at] = await act(jobs[at]!);
  };
  await Promise.all([lane(), lane()]);
  return results;
}
