#include "serve/xlsx_cell.hpp"

#include <gtest/gtest.h>

namespace parlance::serve {
namespace {

TEST(XlsxCell, ANumberIsOneWhenADoubleKeepsItsDigits) {
    EXPECT_EQ(xlsx_number("12.50"), 12.5);
    EXPECT_EQ(xlsx_number("-0.001"), -0.001);
    EXPECT_EQ(xlsx_number("1e300"), 1e300);
    EXPECT_EQ(xlsx_number("123456789012345"), 123456789012345.0);
    EXPECT_EQ(xlsx_number("1000000000000000000000"), 1e21);
    for (const char* text : {"9007199254740993", "0.1234567890123456", "NaN", "12 ", ""})
        EXPECT_EQ(xlsx_number(text), std::nullopt) << text;
}

TEST(XlsxCell, ADayIsOneThatSpreadsheetsCountRightly) {
    const auto day = xlsx_moment("2024-02-29");
    ASSERT_TRUE(day);
    EXPECT_EQ(
        (std::array{day->year, day->month, day->day, day->hour}), (std::array{2024, 2, 29, 0})
    );
    const auto moment = xlsx_moment("1999-12-31T23:59:58.5");
    ASSERT_TRUE(moment);
    EXPECT_EQ(moment->sec, 58.5);
    for (const char* text :
         {"1815-12-10",
          "1900-02-28",
          "2024-05-01 10:00:00+02",
          "infinity",
          "2024-5-1",
          "0044-03-15 BC"})
        EXPECT_FALSE(xlsx_moment(text)) << text;
}

TEST(XlsxCell, ATextIsCutWhereACellEndsAndSaysSo) {
    bool cut = false;
    EXPECT_EQ(xlsx_text("=1+1", cut), "=1+1");
    EXPECT_EQ(
        xlsx_text({"a\0b", 3}, cut),
        "a\xEF\xBF\xBD"
        "b"
    );
    EXPECT_FALSE(cut);
    std::string faces;
    for (int count = 0; count < 20'000; ++count)
        faces += "\xF0\x9F\x98\x80";
    EXPECT_EQ(xlsx_text(faces, cut).size(), 4 * (xlsx_text_max / 2));
    EXPECT_TRUE(cut);
}

}  // namespace
}  // namespace parlance::serve
