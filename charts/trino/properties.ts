/** Lines of a properties file. */
export const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;

/** How a value of Trino's properties files quotes a variable of the environment; one that is missing stops the node. */
export const fromEnv = (variable: string): string => `\${ENV:${variable}}`;
