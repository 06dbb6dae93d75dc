// One sentence in the learner's own words: kept, never graded, beside a model answer on request.
import { html, nothing, type TemplateResult } from 'lit';
import type { MappingData } from '../../lesson/mapping-data.ts';
import type { MappingWork } from '../../lesson/mapping-work.ts';
import { prose } from '../prose.ts';

interface Parts {
  name: string;
  data: MappingData;
  work: MappingWork;
  scene: string;
  type: (text: string) => void;
  compare: () => void;
}

export function sentence({ name, data, work, scene, type, compare }: Parts): TemplateResult {
  const id = `vi-${name}-sentence`;
  const { ask, model } = data.sentence;
  const typed = (event: Event) => type((event.target as HTMLTextAreaElement).value);
  const button = html`<button type="button" class="vi-link vi-live" @click=${compare}>Show a model answer</button>`;
  return html`<p class="vi-mapping-ask"><label for=${id}>${prose(ask, scene)}</label></p>
    <textarea id=${id} class="vi-field vi-live" rows="2" maxlength="600" .value=${work.sentence} @input=${typed}></textarea>
    <div role="status">${work.compared ? html`<p class="vi-mapping-model"><strong>A model answer.</strong> ${prose(model, scene)}</p>` : nothing}</div>
    ${work.compared ? nothing : button}`;
}
