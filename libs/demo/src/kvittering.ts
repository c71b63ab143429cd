import { paastaa } from '#app/kernel';
import type { Bekraeftelse, Rettelsessvar } from '#app/natplan';

/** What a person at the desk does: reads the receipt, takes back the fees it offers, and confirms what it then says. */
export async function medKvittering<T>(ret: (b: Bekraeftelse) => Promise<Rettelsessvar<T>>): Promise<void> {
  const foerst = await ret({});
  if (foerst.gemt) return;
  const annullerGebyrer = foerst.kvittering.gebyrer.filter((g) => g.art === 'TILBYDES').map((g) => g.gebyrkravId);
  const set = annullerGebyrer.length === 0 ? foerst : await ret({ annullerGebyrer });
  paastaa(!set.gemt, 'DEMO_RETTET_UDEN_KVITTERING');
  await ret({ bekraeft: set.kvittering.aftryk, annullerGebyrer });
}
