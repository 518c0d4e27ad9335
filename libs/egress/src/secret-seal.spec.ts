import { SecretSeal } from './secret-seal';

const USE = { purpose: 'trial', variable: 'TRIAL_KEY', code: 'TRIAL_UNREADABLE' };
const OWNER = ['acme', 'crm'];
const unreadable = { code: USE.code, message: 'TRIAL_KEY is not the key of this secret' };

describe('a sealed secret', () => {
  const seal = new SecretSeal('a-key-only-for-these-tests', USE);
  const sealed = seal.seal('s3cret', OWNER);
  const opened =
    (by: SecretSeal, text = sealed, owner = OWNER) =>
    () =>
      by.open(text, owner);
  const fails = (work: () => unknown) => expect(work).toThrow(expect.objectContaining(unreadable) as Error);

  it('is read again by whoever has the key, and looks different each time', () => {
    expect(seal.open(sealed, OWNER)).toBe('s3cret');
    expect(seal.seal('s3cret', OWNER)).not.toBe(sealed);
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('s3cret');
  });

  it('opens for nobody else: another owner, key or purpose', () => {
    fails(opened(seal, sealed, ['other', 'crm']));
    fails(opened(new SecretSeal('another-key-of-these-tests', USE)));
    fails(opened(new SecretSeal('a-key-only-for-these-tests', { ...USE, purpose: 'another' })));
  });

  it('does not open when somebody has changed it, or cut it short', () => {
    const bytes = Buffer.from(sealed, 'base64');
    bytes[14] = (bytes[14] ?? 0) ^ 1;
    fails(opened(seal, bytes.toString('base64')));
    fails(opened(seal, 'AAAA'));
  });

  it('cannot be made without a key', () => {
    const without = new SecretSeal(undefined, USE);
    expect(without.isConfigured).toBe(false);
    fails(() => without.seal('s3cret', OWNER));
  });
});
