#include "cli/text_table.hpp"

#include <gtest/gtest.h>

namespace parlance::cli {
namespace {

TEST(TextTable, AlignsNumbersRightAndTextLeft) {
    ResultSet result{{{"status", Type::text}, {"n", Type::integer}}, Batch(2)};
    result.rows.add(CellKind::text, "paid");
    result.rows.add(CellKind::number, "12");
    result.rows.add_null();
    result.rows.add(CellKind::number, "3");
    EXPECT_EQ(text_table(result), "status   n\n------  --\npaid    12\n         3\n");
}

TEST(TextTable, LetsNoDatabaseSteerTheTerminal) {
    ResultSet result{{{"a", Type::text}}, Batch(1)};
    result.rows.add(CellKind::text, "\x1b[2Jx\ny\xC2\x9B");
    EXPECT_EQ(text_table(result), "a\n--------\n?[2Jx y?\n");
}

TEST(TextTable, CutsByCharacterAndNotByByte) {
    ResultSet result{{{"a", Type::text}}, Batch(1)};
    result.rows.add(CellKind::text, "ääää");
    EXPECT_EQ(text_table(result, 3), "a\n---\nää…\n");
}

TEST(TextTable, ShowsTheHeaderOfAnEmptyResult) {
    const ResultSet result{{{"a", Type::text}}, Batch(1)};
    EXPECT_EQ(text_table(result), "a\n-\n");
}

}  // namespace
}  // namespace parlance::cli
