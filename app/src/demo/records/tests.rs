//! What a file of records may be, and what is said about one that may not.

use super::*;

const FIRST: &str =
    "invoice,stock_code,description,quantity,invoice_date,price,customer_id,country\n";

fn read(lines: &str) -> Result<Records, Faults> {
    read_from(format!("{FIRST}{lines}").as_bytes())
}

fn complaint(file: &[u8]) -> Vec<String> {
    let faults = read_from(file).expect_err("a mistake");
    faults.to_string().lines().skip(1).map(|line| line.trim().to_owned()).collect()
}

fn complaints(lines: &str) -> Vec<String> {
    complaint(format!("{FIRST}{lines}").as_bytes())
}

#[test]
fn invoices_come_in_order_of_time_with_their_lines() {
    let records = read(
        "2,85048,\"FRAME 7\"\" \",12,2009-12-02 07:45:00,6.95,13085,EIRE\n\
         C1,85048,,-2,2009-12-01 07:45:00,0.001,,France\n\
         2,POST, POSTAGE,1,2009-12-02 07:46:00,18,13085,EIRE\n\
         A3,B,Adjust bad debt,1,2009-12-03 07:46:00,-53594.36,,United Kingdom\n",
    )
    .expect("records");
    let numbers: Vec<&str> =
        records.invoices.iter().map(|invoice| invoice.number.as_str()).collect();
    assert_eq!(numbers, ["C1", "2", "A3"]);
    let kinds: Vec<Kind> = records.invoices.iter().map(|invoice| invoice.kind).collect();
    assert_eq!(kinds, [Kind::Cancellation, Kind::Sale, Kind::Adjustment]);
    let sold = &records.invoices[1];
    assert_eq!(sold.rows.iter().map(|row| row.amount_minor).sum::<i64>(), 8_340 + 1_800);
    assert_eq!(sold.rows[0].title.map(|title| records.titles[title].as_str()), Some("FRAME 7\""));
    assert_eq!(records.invoices[0].rows[0].title, None);
    assert_eq!(records.customers[0].country, "EIRE");
    assert_eq!(records.invoices[2].sum_millionths(), -53_594_360_000);
    assert_eq!(records.codes, ["85048", "POST", "B"]);
}

#[test]
fn plain_and_packed_files_read_alike_in_any_order_of_columns() {
    let plain = "\u{feff}country,invoice,stock_code,description,quantity,invoice_date,price,\
                 customer_id\r\nUSA,1,2,three,4,2010-01-05 06:00:00,7.5,8\r\n";
    let packed = zstd::encode_all(plain.as_bytes(), 3).expect("packing");
    for file in [plain.as_bytes(), &packed] {
        let records = read_from(file).expect("records");
        assert_eq!(records.invoices[0].rows[0].amount_minor, 3_000);
        assert_eq!(records.customers[0].country, "USA");
    }
}

#[test]
fn every_mistake_of_a_file_is_told_with_its_line() {
    let found = complaints(
        "1,2,three,4,2010-01-05 06:00:00,7.5,8,USA\n\
         ,2,three,4.5,5 January,7.50.1,8,USA\n\
         1,2,three\n\
         1,2,three,4,2010-01-05 06:00:00,7.5,9,USA\n\
         1,2,th\u{202e}ree,1000000001,2010-01-05 06:00:00,1e5,8,USA\n\
         1,2,three,1000000000,2010-01-05 06:00:00,1000000000,8,USA\n",
    );
    let wanted = [
        "line 3: invoice is missing",
        "line 3: quantity \"4.5\" is not a whole number",
        "line 3: invoice_date \"5 January\" is not a date such as 2009-12-01 07:45:00",
        "line 3: price \"7.50.1\" is not a price",
        "line 4: 3 columns instead of 8",
        "line 5: invoice 1 has two customers",
        "line 6: description has characters nobody can see",
        "line 6: quantity \"1000000001\" is not a whole number",
        "line 6: price \"1e5\" is not a price",
        "line 7: price times quantity is too much",
    ];
    assert_eq!(found, wanted);
}

#[test]
fn what_is_no_such_file_is_refused() {
    assert_eq!(complaints(""), ["it has no lines"]);
    assert!(complaint(b"")[0].contains("no lines"));
    assert!(complaint(b"a,b,c\n1,2,3\n")[0].contains("missing: invoice, stock_code"));
    assert!(complaint(b"\x28\xB5\x2F\xFDnot packed")[0].contains("does not read on"));
    assert!(complaint(b"\xff\xfe\x00\x01\n")[0].contains("the columns should be"));
    let broken = [FIRST.as_bytes(), b"1,2,\xff,4,2010-01-05 06:00:00,7.5,8,USA\n"].concat();
    assert_eq!(complaint(&broken), ["line 2: description is not in UTF-8"]);
    let nul = complaints("1,2,a\0b,4,2010-01-05 06:00:00,7.5,8,USA\n");
    assert_eq!(nul, ["line 2: description has characters nobody can see"]);
}

#[test]
fn an_invoice_that_is_no_contract_is_refused() {
    let line = "1,2,three,4,2010-01-05 06:00:00,7.5,8,USA\n";
    assert!(read(&line.repeat(RECORDED_LINES_MOST)).is_ok());
    let found = complaints(&line.repeat(RECORDED_LINES_MOST + 9));
    assert_eq!(found, ["line 1002: invoice 1 has over 1000 lines"]);
}
