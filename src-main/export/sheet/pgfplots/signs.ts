/** How signs of mathematics are called in LaTeX; operators are those with space about them. */
export const SYMBOLS: Readonly<Record<string, { readonly tex: string; readonly operator?: true }>> = {
  ...letters(
    'αβγδζηθικλμνξπρστυχψω',
    'alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon chi psi omega',
  ),
  ...letters('ΓΔΘΛΞΠΣΥΦΨΩ', 'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'),
  ...letters('εϵφϕ', 'varepsilon epsilon varphi phi'),
  ...letters('⋆∞‖∂∇∅ℓ⟨⟩⊤', 'star infty | partial nabla emptyset ell langle rangle top'),
  ...operators(
    '−×·⋅±∓≤≥≈≠∝→←∈∉≪≫∼',
    '- times cdot cdot pm mp le ge approx ne propto to leftarrow in notin ll gg sim',
  ),
  '√': { tex: '\\surd' },
  ᵀ: { tex: '^\\top' },
  '′': { tex: "'" },
};

function letters(signs: string, names: string): Record<string, { tex: string }> {
  const commands = names.split(' ');
  return Object.fromEntries(Array.from(signs).map((sign, i) => [sign, { tex: `\\${commands[i]!}` }]));
}

function operators(signs: string, names: string): Record<string, { tex: string; operator: true }> {
  const commands = names.split(' ');
  return Object.fromEntries(
    Array.from(signs).map((sign, i) => [
      sign,
      { tex: commands[i] === '-' ? '-' : `\\${commands[i]!}`, operator: true },
    ]),
  );
}

/** Combining marks over symbols. */
export const ACCENTS: Readonly<Record<string, string>> = {
  '\u0302': '\\hat',
  '\u0303': '\\tilde',
  '\u0304': '\\bar',
  '\u0307': '\\dot',
};

/** What TeX would take for something else, and signs that have a spelling. */
export const TEXT_SIGNS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\^{}',
  '~': '\\~{}',
  '<': '$<$',
  '>': '$>$',
  '|': '$|$',
  '"': "''",
  '–': '--',
  '—': '---',
  '‘': '`',
  '’': "'",
  '“': '``',
  '”': "''",
  '…': '\\ldots{}',
  '\u00a0': '~',
};
