export declare const ROLE_MACROS: Record<string, string>;
export declare function trustsRole(context: { command: string; class?: string }): boolean;
export declare function withoutRoles(tex: string): string;
