//! Statements and answers of all versions, in the shapes that banks send: bare, with a prefix, in
//! an envelope; and every fault at once.

use super::{account, answer, faults};
use bankfile::{StatementKind, Status, Verdict};
use kernel::{Currency, Money};

fn eur(minor: i64) -> Option<Money> {
    Some(Money::new(minor, Currency::EUR))
}

/// One statement of a version: 100.00, 25.50 came, 30.00 went in two parts, 5.00 waits.
fn statement(version: u32, closing: &str) -> String {
    let is_new = version >= 8;
    let wrap = |text: &str, tag: &str| {
        if is_new { format!("<{tag}>{text}</{tag}>") } else { text.to_owned() }
    };
    let state =
        |code: &str| if version >= 7 { format!("<Cd>{code}</Cd>") } else { code.to_owned() };
    let amount = |minor: &str| match version {
        2 => format!("<AmtDtls><TxAmt><Amt Ccy=\"EUR\">{minor}</Amt></TxAmt></AmtDtls>"),
        _ => format!("<Amt Ccy=\"EUR\">{minor}</Amt><CdtDbtInd>DBIT</CdtDbtInd>"),
    };
    let (charge, booked) = match version {
        2 => ("<Amt Ccy=\"EUR\">0.50</Amt>".to_owned(), "<Dt>2027-03-01</Dt>"),
        _ => (
            "<Rcrd><Amt Ccy=\"EUR\">0.50</Amt></Rcrd>".to_owned(),
            "<DtTm>2027-03-01T09:30:00.123+01:00</DtTm>",
        ),
    };
    format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version:02}\">
<BkToCstmrStmt><GrpHdr><MsgId>M-1</MsgId><CreDtTm>2027-03-01T23:00:00</CreDtTm></GrpHdr>
<Stmt><Id>S-1</Id><ElctrncSeqNb>17</ElctrncSeqNb><CreDtTm>2027-03-01T23:00:00</CreDtTm>
<Acct><Id><IBAN>DE89 3704 0044 0532 0130 00</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">100</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2027-03-01</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{closing}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2027-03-01</Dt></Dt></Bal>
<Ntry><NtryRef>1</NtryRef><Amt Ccy=\"EUR\">25.5</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Sts>{book}</Sts><BookgDt>{booked}</BookgDt><AcctSvcrRef>B-1</AcctSvcrRef>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<Chrgs>{charge}</Chrgs>
<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
<AmtDtls><InstdAmt><Amt Ccy=\"EUR\">26.00</Amt></InstdAmt></AmtDtls>
<RltdPties><Dbtr>{payer}</Dbtr><DbtrAcct><Id><IBAN>SE4550000000058398257466</IBAN></Id></DbtrAcct>
</RltdPties>
<RmtInf><Ustrd>RF47 01M0 TKCV</Ustrd><Ustrd>40001 &amp; more</Ustrd>
<Strd><CdtrRefInf><Ref>RF4701M0TKCV40001</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>
</Ntry>
<Ntry><Amt Ccy=\"EUR\">30.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>{book}</Sts>
<BkTxCd><Prtry><Cd>NTRF+166</Cd></Prtry></BkTxCd>
<NtryDtls><Btch><PmtInfId>P-9</PmtInfId></Btch>
<TxDtls><Refs><EndToEndId>E-1</EndToEndId></Refs>{ten}</TxDtls>
<TxDtls><Refs><EndToEndId>E-2</EndToEndId></Refs>{twenty}
<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy=\"EUR\">5</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>true</RvslInd>
<Sts>{wait}</Sts></Ntry>
</Stmt></BkToCstmrStmt></Document>",
        book = state("BOOK"),
        wait = state("PDNG"),
        payer = wrap("<Nm>Sjö &#38; Söner AB</Nm>", "Pty"),
        ten = amount("10.00"),
        twenty = amount("20.00"),
    )
}

#[test]
fn a_name_is_read_so_that_it_can_be_written_again() {
    let name = |told: &str| {
        let text = statement(8, "95.50").replace("Sjö &#38; Söner AB", told);
        account(&text).statements[0].entries[0].transactions[0].debtor.name.clone()
    };
    assert_eq!(name(" Sjö\n   &#38;\tSöner\u{2028}AB ").as_deref(), Some("Sjö & Söner AB"));
    assert_eq!(name(&"x".repeat(200)), Some("x".repeat(140)));
    assert_eq!(name("\u{202e}"), None, "nothing that can be shown");
}

#[test]
fn what_stands_for_a_reference_or_an_account_that_there_is_not_is_none() {
    for none in ["NONREF", "NOTPROVIDED", "0000", "n/a"] {
        let text = statement(8, "95.50")
            .replace(">B-1<", &format!(">{none}<"))
            .replace(">E-1<", &format!(">{none}<"))
            .replace(">P-9<", &format!(">{none}<"))
            .replace("<IBAN>SE4550000000058398257466</IBAN>", &format!("<IBAN>{none}</IBAN>"));
        let entries = account(&text).statements.remove(0).entries;
        let came = &entries[0];
        assert_eq!((&came.bank_reference, &came.transactions[0].debtor.account), (&None, &None));
        assert_eq!((&entries[1].batch_id, &entries[1].transactions[0].end_to_end), (&None, &None));
        assert_eq!(entries[1].transactions[1].end_to_end.as_deref(), Some("E-2"));
    }
}

#[test]
fn every_version_says_the_same() {
    for version in [2, 4, 6, 7, 8, 10, 13] {
        let file = account(&statement(version, "95.50"));
        assert_eq!(file.name, format!("camt.053.001.{version:02}"));
        let [own] = file.statements.as_slice() else { panic!("one statement") };
        assert_eq!((own.kind, own.sequence), (StatementKind::Statement, Some(17)));
        assert_eq!(own.account, "DE89370400440532013000");
        assert_eq!((own.opening, own.closing), (eur(10_000), eur(9_550)));
        let amounts: Vec<i64> = own.entries.iter().map(|entry| entry.amount.minor).collect();
        assert_eq!(amounts, [2_550, -3_000, 500]);
        assert_eq!(own.entries[2].status, Status::Pending);
        assert!(own.entries[2].is_reversal && own.entries[1].adds_up);
        assert_eq!(own.booked_minor(), -450);
        let came = &own.entries[0];
        assert_eq!(came.code, "PMNT/RCDT/ESCT");
        assert_eq!(came.booked_on.map(|day| day.to_string()).as_deref(), Some("2027-03-01"));
        assert_eq!(came.charges, [Money::new(-50, Currency::EUR)]);
        let part = &came.transactions[0];
        assert_eq!((part.amount, part.instructed), (eur(2_550), eur(2_600)));
        assert_eq!(part.end_to_end, None);
        assert_eq!(part.debtor.name.as_deref(), Some("Sjö & Söner AB"));
        assert_eq!(part.debtor.account.as_deref(), Some("SE4550000000058398257466"));
        assert_eq!(part.remittance, "RF47 01M0 TKCV 40001 & more");
        assert_eq!(part.creditor_reference.as_deref(), Some("RF4701M0TKCV40001"));
        let parts = &own.entries[1].transactions;
        let told: Vec<_> = parts.iter().map(|part| part.amount).collect();
        assert_eq!(told, [eur(-1_000), eur(-2_000)]);
        assert_eq!(parts[1].return_reason.as_deref(), Some("AC04"));
        assert_eq!(own.entries[1].batch_id.as_deref(), Some("P-9"));
    }
}

#[test]
fn an_envelope_and_a_prefix_change_nothing() {
    let bare = statement(8, "95.50");
    let head = "<AppHdr xmlns=\"urn:iso:std:iso:20022:tech:xsd:head.001.001.02\"><x/></AppHdr>";
    let wrapped = format!("<?xml version=\"1.0\"?>\n<Envelope>{head}{bare}</Envelope>");
    assert_eq!(account(&wrapped).statements[0].entries.len(), 3);
    let prefixed = bare
        .replace("<Document xmlns=", "<n:Document xmlns:n=")
        .replace("</Document>", "</n:Document>");
    assert_eq!(account(&prefixed).statements[0].entries.len(), 3);
}

#[test]
fn a_balance_that_does_not_add_up_is_a_fault() {
    let seen = faults(&statement(8, "95.51"));
    assert_eq!(
        seen,
        [(3, "Document/BkToCstmrStmt/Stmt/Bal".to_owned(), "balance-differs")]
            .map(|(_, path, word)| (seen[0].0, path, word))
    );
}

#[test]
fn parts_that_do_not_add_up_leave_the_entry_whole() {
    let text = statement(8, "95.50").replace(">20.00<", ">20.01<");
    let file = account(&text);
    assert!(!file.statements[0].entries[1].adds_up);
    assert_eq!(file.statements[0].booked_minor(), -450);
}

#[test]
fn every_fault_is_listed_with_its_place() {
    let text = statement(8, "95.50")
        .replace("Ccy=\"EUR\">25.5<", "Ccy=\"EUR\">25.501<")
        .replace("<Cd>PDNG</Cd>", "<Cd>PERHAPS</Cd>")
        .replace("<DtTm>2027-03-01T09", "<DtTm>2027-02-30T09")
        .replace("<Ccy>EUR</Ccy>", "<Ccy>EURO</Ccy>")
        .replace("<MsgId>M-1</MsgId>", "");
    let seen: Vec<_> = faults(&text).into_iter().map(|(_, path, word)| (path, word)).collect();
    let stmt = "Document/BkToCstmrStmt/Stmt";
    let expected = [
        ("Document/BkToCstmrStmt/GrpHdr/MsgId".to_owned(), "missing"),
        (format!("{stmt}/Ntry/Amt"), "too-many-decimals"),
        (format!("{stmt}/Ntry/BookgDt/DtTm"), "not-a-date"),
        (format!("{stmt}/Ntry[3]/Sts"), "unknown-word"),
        (format!("{stmt}/Acct/Ccy"), "unknown-currency"),
        (format!("{stmt}/Bal"), "balance-differs"),
    ];
    let mut sorted = seen.clone();
    sorted.sort();
    let mut wanted = expected.to_vec();
    wanted.sort();
    assert_eq!(sorted, wanted);
    let line = faults(&text).into_iter().find(|(_, path, _)| path.ends_with("Ntry/Amt"));
    assert_eq!(line.map(|(line, ..)| line), Some(9));
}

#[test]
fn an_answer_says_yes_no_or_later() {
    for version in ["03", "10", "12"] {
        let text = format!(
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.{version}\">
<CstmrPmtStsRpt><GrpHdr><MsgId>A-1</MsgId><CreDtTm>2027-03-01T10:00:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>P-9</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId>
<GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>P-9</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts>
<TxInfAndSts><OrgnlEndToEndId>E-1</OrgnlEndToEndId><TxSts>RJCT</TxSts>
<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed</AddtlInf></StsRsnInf>
<OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">10.00</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>E-2</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
        );
        let file = answer(&text);
        assert_eq!((file.message_id.as_str(), file.order_id.as_str()), ("A-1", "P-9"));
        assert_eq!(file.whole.map(|whole| whole.verdict), Some(Verdict::Partly));
        let [no, yes] = file.payments.as_slice() else { panic!("two payments") };
        assert_eq!(
            (no.answer.verdict, no.answer.reason.as_deref()),
            (Verdict::Rejected, Some("AC04"))
        );
        assert_eq!((no.batch_id.as_deref(), no.amount), (Some("P-9"), eur(1_000)));
        assert_eq!(
            (yes.answer.verdict, yes.end_to_end.as_deref()),
            (Verdict::Settled, Some("E-2"))
        );
        let strange = faults(&text.replace("ACSC", "YES!"));
        assert_eq!(strange[0].2, "unknown-word");
    }
}
