// KaTeX as a file of its own.
export { default } from 'katex';
