/** Asks again until it holds: for what other databases' open transactions on the shared test server may hold back a moment. */
export async function indtil(holder: () => Promise<boolean>, hoejstMs = 20000): Promise<void> {
  const slut = Date.now() + hoejstMs;
  while (!(await holder())) {
    if (Date.now() > slut) throw new Error('holdt aldrig');
    await new Promise((r) => setTimeout(r, 50));
  }
}
