// What the six slots are called, and what each asks.
import type { Slot } from '../../lesson/mapping-data.ts';

export const SLOT_WORDS: Record<Slot, { called: string; asks: string }> = {
  context: { called: 'context', asks: 'given throughout, never inferred' },
  latent: { called: 'latent', asks: 'hidden, drawn from q' },
  evidence: { called: 'evidence', asks: 'what you condition on' },
  prior: { called: 'prior', asks: 'the latent before the evidence' },
  q: { called: 'variational posterior q', asks: 'what the expectation runs under' },
  log_likelihood: { called: 'log-likelihood', asks: 'how well each latent explains the evidence' },
};
