import { describe, expect, it } from 'vitest';
import { codeFault, plainCode, printedCode } from './code.ts';

describe('a typed result code', () => {
  it('is read whatever its case and dashes', () => {
    expect(plainCode(' 7k2m-qx9d–hfw4 ')).toBe('7K2MQX9DHFW4');
    expect(printedCode('7k2mqx9dhfw4')).toBe('7K2M-QX9D-HFW4');
    expect(printedCode('7k2m')).toBe('7K2M');
  });

  it('passes when it may be a code', () => {
    expect(codeFault('7k2m-qx9d-hfw4')).toBeNull();
  });

  it('names what is missing, too many, or in no code', () => {
    expect(codeFault('')).toEqual({ fault: 'short', by: 12 });
    expect(codeFault('7k2m-qx9d-hfw')).toEqual({ fault: 'short', by: 1 });
    expect(codeFault('7k2m-qx9d-hfw4-z')).toEqual({ fault: 'long', by: 1 });
    expect(codeFault('O0I1-qx9d')).toEqual({ fault: 'letters', letters: 'O 0 I 1' });
  });
});
