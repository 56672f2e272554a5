"""The tables that scan.py writes: what is read of a worker's JSON, and the columns
made of it.

`facts` has the columns of `tongbao scan --facts x.parquet` under their names, as
many of them as questions often ask for, and the facts whole. `findings` has what
`integrations/sql/findings.sql` makes of `tongbao judge`. Tests hold both to that.
"""

FACTS = (
    """
    facts_version INT,
    extraction STRUCT<version: STRING, settings: STRING>,
    file STRUCT<path: STRING, sha256: STRING, size: BIGINT, kind: STRING>,
    manifest STRUCT<
        package: STRING, version_code: BIGINT, version_name: STRING, min_sdk: INT, target_sdk: INT,
        label: STRUCT<`default`: STRING, zh: STRING, en: STRING>,
        uses_permissions: ARRAY<STRUCT<name: STRING, kind: STRING, max_sdk: INT>>>,
    certificates ARRAY<STRUCT<sha256: STRING, subject: STRING>>,
    contents STRUCT<
        native_libraries: ARRAY<STRUCT<abi: STRING, name: STRING, size: BIGINT>>,
        library_versions: ARRAY<STRUCT<artifact: STRING, version: STRING>>>,
    code STRUCT<
        packages: ARRAY<STRUCT<name: STRING, classes: INT, substantial: INT>>,
        hosts: ARRAY<STRUCT<value: STRING, location: STRING>>>,
    policy STRUCT<documents: ARRAY<STRUCT<
        path: STRING, role: STRING, format: STRING, language: STRING, title: STRING, chars: INT,
        sha256: STRING, `external`: BOOLEAN>>>,
    limitations ARRAY<STRUCT<area: STRING, code: STRING, location: STRING, detail: STRING>>,
    anomalies ARRAY<STRUCT<code: STRING, entry: STRING, detail: STRING>>
    """,
    [
        "j.file.sha256",
        "j.file.path AS file",
        "j.file.size",
        "j.file.kind",
        "j.manifest.package",
        "coalesce(j.manifest.label.zh, j.manifest.label.`default`, j.manifest.label.en) AS label_zh",
        "coalesce(j.manifest.label.en, j.manifest.label.`default`, j.manifest.label.zh) AS label_en",
        "j.manifest.version_code",
        "j.manifest.version_name",
        "j.manifest.min_sdk",
        "j.manifest.target_sdk",
        "j.certificates",
        "j.manifest.uses_permissions AS permissions",
        "j.contents.native_libraries",
        "j.contents.library_versions",
        "j.code.packages",
        "transform(j.code.hosts, h -> named_struct('name', h.value, 'location', h.location)) AS hosts",
        "j.policy.documents AS policies",
        "j.limitations",
        "j.anomalies",
        "j.facts_version",
        "j.extraction.version AS tongbao_version",
        "j.extraction.settings AS settings_sha256",
        "facts",
    ],
)

FINDINGS = (
    """
    app STRUCT<
        sha256: STRING, file: STRING, size: BIGINT, package: STRING, label: STRING,
        version_code: BIGINT, version_name: STRING, target_sdk: INT,
        certificates: ARRAY<STRUCT<sha256: STRING, subject: STRING>>>,
    app_type STRUCT<id: STRING, names: STRUCT<zh: STRING, en: STRING>, told: BOOLEAN>,
    score BIGINT,
    tool STRUCT<version: STRING, signatures_version: STRING, signatures_sha256: STRING>,
    categories ARRAY<STRUCT<id: STRING, authority: STRING, verdict: STRING>>,
    findings ARRAY<STRUCT<
        category: STRING, also: ARRAY<STRING>, authority: STRING, verdict: STRING,
        severity: STRING, summary: STRING, subject: STRING, fingerprint: STRING>>,
    sdks ARRAY<STRUCT<
        id: STRING, name: STRING, vendor: STRING, category: STRING, home: STRING,
        confidence: STRING, in_policy: STRING>>,
    packers ARRAY<STRUCT<id: STRING, name: STRING, vendor: STRING>>,
    permissions ARRAY<STRUCT<
        name: STRING, used: STRING, in_policy: STRING, pi_types: ARRAY<STRING>>>,
    api_calls ARRAY<STRUCT<
        api: STRING, pi_type: STRING, owner: STRUCT<kind: STRING, id: STRING>,
        callers: ARRAY<STRUCT<class: STRING, method: STRING, startup: STRING>>>>,
    limitations ARRAY<STRUCT<code: STRING, detail: STRING>>
    """,
    [
        "j.app.sha256",
        "j.app.file",
        "j.app.size",
        "j.app.package",
        "j.app.label",
        "j.app.version_code",
        "j.app.version_name",
        "j.app.target_sdk",
        "j.app.certificates",
        "j.app_type.id AS app_type",
        "j.score",
        "j.tool.version AS tongbao_version",
        "j.tool.signatures_version",
        "j.tool.signatures_sha256",
        "j.categories",
        "j.findings",
        "j.sdks",
        "j.packers",
        "j.permissions",
        "j.api_calls",
        "j.limitations",
    ],
)
