/** The operation that asks for the country with `depth` levels below it, each unit with its committee and who speaks for it. */
export function tree(depth: number): string {
  return `query ($asOf: Date) { country(asOf: $asOf) { ${level(depth)} } }`;
}

function level(depth: number): string {
  const below = depth === 0 ? '' : `children { ${level(depth - 1)} }`;
  return `id name level inForce committee { id name spokespersons { id fullName role } } ${below}`;
}
