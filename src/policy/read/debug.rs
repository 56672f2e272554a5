use super::*;
#[test]
#[ignore]
fn dump() {
    let path = std::env::var("DUMP").unwrap();
    let grep = std::env::var("GREP").unwrap_or_default();
    let bytes = std::fs::read(&path).unwrap();
    let doc = crate::policy::document(&bytes, &path, &crate::limits::Limits::default()).unwrap();
    let mut names = vec![];
    for e in std::fs::read_dir("signatures/sdks").unwrap() {
        let sdk: crate::signatures::model::Sdk =
            toml::from_str(&std::fs::read_to_string(e.unwrap().path()).unwrap()).unwrap();
        names.extend(crate::policy::lexicon::SdkName::of(&sdk));
    }
    let lex = Lexicon::built_in(&names).unwrap();
    let docs = [doc];
    let r = Reading::new(&docs, &docs, &lex);
    for s in &r.sentences {
        let heading = r.span(s).heading.last().cloned().unwrap_or_default();
        if !grep.is_empty() && !s.text.contains(&grep) && !heading.contains(&grep) {
            continue;
        }
        let kind = format!("{:?}", s.kind);
        println!(
            "[{} {}] <{}> lead={:?} near={:?}\n    {}",
            s.block,
            kind,
            heading,
            r.lead(s).map(|l| l
                .text
                .chars()
                .rev()
                .take(12)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect::<String>()),
            crate::policy::lexicon::Topic::ALL
                .iter()
                .filter(|t| s.near.has(**t))
                .map(|t| t.name())
                .collect::<Vec<_>>(),
            s.text
        );
        for c in r.clauses(s) {
            println!(
                "        {:?} {} | {}",
                c.act,
                c.own,
                s.slice(c.start, c.end)
            );
        }
        let pis: Vec<String> = s
            .found
            .iter()
            .filter_map(|f| match f.tag {
                Tag::Pi { kind, weak } => Some(format!(
                    "{}{}",
                    lex.kind_id(kind),
                    if weak { "?" } else { "" }
                )),
                Tag::Permission { set, weak } => Some(format!(
                    "P:{}{}",
                    lex.permissions()[set as usize].names[0]
                        .rsplit('.')
                        .next()
                        .unwrap(),
                    if weak { "?" } else { "" }
                )),
                Tag::Sdk(i) => Some(format!("S:{}", lex.sdks()[i as usize])),
                _ => None,
            })
            .collect();
        if !pis.is_empty() {
            println!("        -> {pis:?}");
        }
    }
}

#[test]
#[ignore]
fn why() {
    let path = std::env::var("DUMP").unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let doc = crate::policy::document(&bytes, &path, &crate::limits::Limits::default()).unwrap();
    let mut names = vec![];
    for e in std::fs::read_dir("signatures/sdks").unwrap() {
        let sdk: crate::signatures::model::Sdk =
            toml::from_str(&std::fs::read_to_string(e.unwrap().path()).unwrap()).unwrap();
        names.extend(crate::policy::lexicon::SdkName::of(&sdk));
    }
    let lex = Lexicon::built_in(&names).unwrap();
    let d = declare(&[doc], &lex);
    for p in &d.pi_types {
        println!(
            "PI {} [{}] <{}> {}",
            p.pi_type,
            p.wording,
            p.purpose.clone().unwrap_or_default(),
            p.evidence.quote
        );
    }
    for p in &d.permissions {
        println!(
            "PERM {} [{}] <{}> {}",
            p.permission,
            p.wording,
            p.purpose.clone().unwrap_or_default(),
            p.evidence.quote
        );
    }
    for p in &d.third_party.sdk_list {
        println!(
            "SDK {} {:?} v={:?} p={:?} pi={:?} perm={:?} url={:?} {}",
            p.name, p.sdk, p.vendor, p.purpose, p.pi_types, p.permissions, p.url, p.evidence.quote
        );
    }
    println!(
        "THIRD {:?} {:?}",
        d.third_party.pi_types, d.third_party.permissions
    );
    println!("{}", serde_json::to_string_pretty(&serde_json::json!({"app":d.app_name.value,"op":d.operator,"contact":d.contact,"dates":d.dates,"cancel":d.rights.cancel_account,"defects":d.defects.iter().map(|x| format!("{}: {}",x.code,x.evidence.quote)).collect::<Vec<_>>(),"contra":d.contradictions.iter().map(|c| format!("{}: {} / {}",c.subject,c.a.quote,c.b.quote)).collect::<Vec<_>>(),"read":d.readability,"title":d.title.value})).unwrap());
}
