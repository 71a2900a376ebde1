/** The value of a stack parameter that is not given, because CloudFormation parameters cannot be null. */
export const notGiven = 'any';
