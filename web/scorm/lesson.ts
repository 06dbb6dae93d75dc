// The lesson inside an LMS: everything is in this script, as in single.ts, and what the learner does is the LMS's to keep.
import { core, lesson, worker } from 'virtual:vi-supplies';
import { decodeHex } from '../hex.ts';
import { startReading } from '../reading/aids.ts';
import { start } from '../start.ts';
import { spawnFromSource } from '../trust.ts';
import { openingSearch, setSearch } from './address.ts';
import { launch } from './launch.ts';
import { REVIEWS_LAST, sayMissing } from './notice.ts';
import { attend, standWhere } from './page.ts';
import type { Visit } from './visit.ts';

/** Whatever an LMS does, the lesson opens. */
async function beginVisit(root: HTMLElement): Promise<Visit | undefined> {
  const version = document.querySelector<HTMLMetaElement>('meta[name="vi-scorm"]')?.content ?? '';
  const launched = await launch(window, version, root.getAttribute('lesson') ?? '');
  const visit = 'visit' in launched ? launched.visit : undefined;
  const { search } = location;
  setSearch(openingSearch(search, visit?.query ?? ''));
  startReading(visit && ((lesson) => standWhere(lesson, visit.location)));
  if (visit) attend(root, visit, search);
  else sayMissing('refusal' in launched ? launched.refusal : undefined);
  return visit;
}

async function run(): Promise<void> {
  const visit = await beginVisit(document.querySelector('vi-lesson') as HTMLElement).catch((problem) => {
    sayMissing(String(problem));
    return undefined;
  });
  await start(
    document.body,
    {
      core: async () => decodeHex(core),
      lesson: async () => lesson,
      worker: () => spawnFromSource(worker),
    },
    // On a shared computer reviews would be everybody's.
    visit && { shelf: visit.attempt, reviewsLast: REVIEWS_LAST },
  );
}

run();
