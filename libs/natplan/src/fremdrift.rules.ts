/** Items per second; null before anything is done. */
export const prSekund = (faerdige: number, sekunder: number): number | null => (faerdige > 0 && sekunder > 0 ? faerdige / sekunder : null);

/** When what is left will be done at the pace so far, from the moment the newest part was done: it stands still between two. null: no pace yet. */
export function forventetSlut(senest: Date | null, fart: number | null, tilbage: number): Date | null {
  return fart === null || senest === null ? null : new Date(senest.getTime() + (tilbage / fart) * 1000);
}

/** '1 t. 05 min.', '2 min. 10 sek.' */
export function varighed(sekunder: number): string {
  const s = Math.max(0, Math.round(sekunder));
  if (s >= 3600) return `${Math.floor(s / 3600)} t. ${String(Math.floor((s % 3600) / 60)).padStart(2, '0')} min.`;
  return s >= 60 ? `${Math.floor(s / 60)} min. ${String(s % 60).padStart(2, '0')} sek.` : `${s} sek.`;
}
