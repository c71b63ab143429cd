/** PostgreSQL's 'infinity' is 'no end' outside. */
export const udenUendelig = (d: string): string | null => (d === 'infinity' ? null : d);
