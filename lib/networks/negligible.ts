/**
 * Without input and noise a silent unit decays for ever: by step 400 it would reach float32's denormal
 * numbers, which make products many times slower. Far below anything that another unit can feel.
 */
export const NEGLIGIBLE = 1e-30;
