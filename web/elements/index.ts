// The elements of a lesson, listed in one place. <vi-lesson> comes first, so that the others find it upgraded.
import { ViCard } from './card/vi-card.ts';
import { ViReview } from './card/vi-review.ts';
import { ViControls } from './controls/vi-controls.ts';
import { ViCopies } from './copies/vi-copies.ts';
import { ViData } from './data/vi-data.ts';
import { ViDerivation } from './derivation/vi-derivation.ts';
import { ViExercise } from './exercise/vi-exercise.ts';
import { ViFigure } from './figure/vi-figure.ts';
import { ViFormula } from './formula/vi-formula.ts';
import { ViIdentity } from './identity/vi-identity.ts';
import { ViLesson } from './lesson/vi-lesson.ts';
import { ViMapping } from './mapping/vi-mapping.ts';
import { ViNumber } from './number/vi-number.ts';
import { ViOrder } from './order/vi-order.ts';
import { ViPredict } from './predict/vi-predict.ts';
import { ViScene } from './scene/vi-scene.ts';
import { ViSheet } from './sheet/vi-sheet.ts';

const ELEMENTS: Record<string, CustomElementConstructor> = {
  'vi-lesson': ViLesson,
  'vi-scene': ViScene,
  'vi-number': ViNumber,
  'vi-formula': ViFormula,
  'vi-derivation': ViDerivation,
  'vi-identity': ViIdentity,
  'vi-controls': ViControls,
  'vi-predict': ViPredict,
  'vi-figure': ViFigure,
  'vi-exercise': ViExercise,
  'vi-mapping': ViMapping,
  'vi-order': ViOrder,
  'vi-card': ViCard,
  'vi-review': ViReview,
  'vi-sheet': ViSheet,
  'vi-copies': ViCopies,
  'vi-data': ViData,
};

/** Safe to call again, and beside another copy of this code on the same page. */
export function defineElements(): void {
  for (const [name, constructor] of Object.entries(ELEMENTS)) {
    if (!customElements.get(name)) customElements.define(name, constructor);
  }
}
