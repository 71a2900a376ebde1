/** The version of the command line, which is that of the package. */
export const version = '0.1.0';
