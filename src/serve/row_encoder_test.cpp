#include "serve/row_encoder.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include <random>

namespace parlance::serve {
namespace {

std::string encoded(RowFormat format, const Batch& batch) {
    RowEncoder encoder(format);
    std::string out;
    encoder.rows(out, batch);
    return out;
}

Batch one_row(std::initializer_list<std::pair<CellKind, std::string_view>> cells) {
    Batch batch(cells.size());
    for (const auto& [kind, text] : cells) {
        if (kind == CellKind::null) {
            batch.add_null();
        } else {
            batch.add(kind, text);
        }
    }
    return batch;
}

TEST(RowEncoder, KeepsEveryDigit) {
    const Batch batch = one_row(
        {{CellKind::number, "123456789012345678901234567890.10"},
         {CellKind::number, "-0"},
         {CellKind::number, "1e-400"}}
    );
    EXPECT_EQ(rows_as_json(batch), "[[123456789012345678901234567890.10,-0,1e-400]]");
}

TEST(RowEncoder, DoesNotTrustTheDatabase) {
    for (const char* text :
         {"1],[2", "", "-", "01", "1.", ".5", "1e", "NaN", "Infinity", "0x1", "1 ", "+1"}) {
        const Batch batch = one_row({{CellKind::number, text}});
        EXPECT_EQ(rows_as_json(batch), fmt::format("[[\"{}\"]]", text));
    }
    EXPECT_EQ(rows_as_json(one_row({{CellKind::boolean, "t"}})), R"([["t"]])");
    EXPECT_EQ(rows_as_json(one_row({{CellKind::json, "{\"a\":1"}})), R"([["{\"a\":1"]])");
    EXPECT_EQ(rows_as_json(one_row({{CellKind::json, "1],[2"}})), R"([["1],[2"]])");
    EXPECT_EQ(rows_as_json(one_row({{CellKind::text, "a\xff"}})), "[[\"a\xEF\xBF\xBD\"]]");
}

TEST(RowEncoder, EmbedsJsonOnOneLine) {
    const Batch batch = one_row({{CellKind::json, "{\n \"a\": [1, 2]\r\n}"}, {CellKind::null, ""}});
    EXPECT_EQ(encoded(RowFormat::ndjson, batch), "[{  \"a\": [1, 2]  },null]\n");
}

TEST(RowEncoder, WritesCsvAsRfc4180) {
    const Batch batch = one_row(
        {{CellKind::text, "plain"},
         {CellKind::text, "a,b"},
         {CellKind::text, "say \"hi\""},
         {CellKind::text, "two\nlines"},
         {CellKind::text, ""},
         {CellKind::null, ""},
         {CellKind::boolean, "true"},
         {CellKind::text, " x"}}
    );
    EXPECT_EQ(
        encoded(RowFormat::csv, batch),
        "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"\",,true,\" x\"\r\n"
    );
}

TEST(RowEncoder, WritesValidTextWhateverTheCellsHold) {
    std::mt19937 random(3);
    for (int round = 0; round < 2000; ++round) {
        Batch batch(3);
        for (int cell = 0; cell < 9; ++cell) {
            std::string bytes(random() % 24, ' ');
            for (char& byte : bytes)
                byte = static_cast<char>(random());
            batch.add(static_cast<CellKind>(1 + random() % 4), bytes);
        }
        EXPECT_TRUE(json::is_json(rows_as_json(batch)));
        EXPECT_TRUE(is_utf8(encoded(RowFormat::csv, batch)));
        EXPECT_TRUE(is_utf8(encoded(RowFormat::markdown, batch)));
    }
}

TEST(RowEncoder, LeavesNoFormulasInACsvForSpreadsheets) {
    const std::vector<ResultColumn> columns{
        {"=a", Type::text}, {"n", Type::integer}, {"j", Type::json}
    };
    RowEncoder encoder(RowFormat::csv, true);
    std::string out;
    encoder.begin(out, "", columns);
    for (const char* text : {"=1+1", "+1", "-1", "@x", "\tx", "a=1"})
        encoder.rows(
            out, one_row({{CellKind::text, text}, {CellKind::number, "-5"}, {CellKind::null, ""}})
        );
    EXPECT_EQ(
        out, "'=a,n,j\r\n'=1+1,-5,\r\n'+1,-5,\r\n'-1,-5,\r\n'@x,-5,\r\n'\tx,-5,\r\na=1,-5,\r\n"
    );
}

TEST(RowEncoder, WritesMarkdownInWhichDataAreNoMarkup) {
    const std::vector<ResultColumn> columns{{"a|b", Type::text}, {"n", Type::decimal}};
    RowEncoder encoder(RowFormat::markdown);
    std::string out;
    encoder.begin(out, "", columns);
    encoder.rows(
        out, one_row({{CellKind::text, "<b>*x*</b> & [y](z)\nnext"}, {CellKind::number, "12.50"}})
    );
    encoder.rows(out, one_row({{CellKind::null, ""}, {CellKind::null, ""}}));
    EXPECT_EQ(
        out,
        "| a\\|b | n |\n| --- | ---: |\n| &lt;b&gt;\\*x\\*&lt;/b&gt; &amp; \\[y\\](z)<br>next | "
        "12.50 |\n| NULL | NULL |\n"
    );
}

TEST(RowEncoder, TellsWhichColumnsAreMasked) {
    RowEncoder encoder(RowFormat::ndjson);
    std::string out;
    encoder.begin(out, "", {{"a", Type::text}, {"b", Type::text}}, std::nullopt, {false, true});
    EXPECT_EQ(
        out,
        "{\"columns\":[{\"name\":\"a\",\"type\":\"text\"},{\"name\":\"b\",\"type\":"
        "\"text\",\"masked\":true}]}\n"
    );
}

TEST(RowEncoder, WritesAnEmptyResult) {
    RowEncoder encoder(RowFormat::json);
    std::string out;
    encoder.begin(out, "", {});
    encoder.end(out, {.truncated = true});
    EXPECT_EQ(out, R"({"columns":[],"rows":[],"row_count":0,"truncated":true,"execution_ms":0})");
}

}  // namespace
}  // namespace parlance::serve
