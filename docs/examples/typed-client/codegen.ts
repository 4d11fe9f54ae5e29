import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types for the operations of this folder. In a folder of your own, `schema` is the address of a graph: `https://…/schema.graphql`. */
const config: CodegenConfig = {
  schema: '../../../schema/api.graphql',
  documents: ['*.ts', '!codegen.ts'],
  generates: {
    './generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumType: 'string-literal',
        scalars: { Date: 'string', DateTime: 'string' },
        strictScalars: true,
        useTypeImports: true,
        importExtension: '.ts',
      },
    },
  },
};

export default config;
