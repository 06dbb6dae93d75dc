/** What whoever runs the program can mend: the message says where and how. */
export class BadInput extends Error {}
