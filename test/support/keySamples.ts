/** Two users with a key each; secrets as IAM makes them: 40 characters of base64's alphabet, `/` and `+` anywhere. */
export const anna = {
  userName: 'anna',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: '/+alrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKE/',
};
export const ben = {
  userName: 'ben.b_1+=@x-',
  accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
  secretAccessKey: '+je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEK+',
};

/** A key without the name of its user. */
export const keyOf = ({ accessKeyId, secretAccessKey }: typeof anna) => ({ accessKeyId, secretAccessKey });
