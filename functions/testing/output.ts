/** Runs something and gives all that this process wrote meanwhile, to standard output and error. */
export async function outputOf(run: () => Promise<unknown>): Promise<string> {
  let output = '';
  const restores = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write.bind(stream);
    stream.write = (chunk: string | Uint8Array) => {
      output += Buffer.from(chunk as string).toString();
      return true;
    };
    return () => (stream.write = write);
  });
  try {
    await run();
  } finally {
    restores.forEach((restore) => restore());
  }
  return output;
}
