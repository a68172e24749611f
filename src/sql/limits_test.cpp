#include "base/error.hpp"
#include "base/threads.hpp"
#include "sql/normalise.hpp"
#include "sql/parse.hpp"
#include "sql/testing/corpus.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <pthread.h>

#include <climits>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

/// Whatever the text, an answer or an error comes soon.
namespace parlance::sql {
namespace {

constexpr std::size_t most_bytes = std::size_t{64} << 10;

#if __has_feature(address_sanitizer) || !defined(__OPTIMIZE__)
constexpr double most_ms = 1500;
#else
constexpr double most_ms = 50;
#endif

std::string times(std::size_t count, std::string_view what) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += what;
    return text;
}

std::string filled(std::string_view head, std::string_view what, std::string_view tail = "") {
    return std::string(head) + times((most_bytes - head.size() - tail.size()) / what.size(), what) +
           std::string(tail);
}

/// The code of the error, or `ok`; also fails when it took too long.
std::string code_of(const std::string& text) {
    std::string code = "ok";
    const std::clock_t begin = std::clock();  // of the processor: others may be busy on it
    try {
        static_cast<void>(testing::read(text, Dialect::sqlite));
    } catch (const Error& error) {
        code = error.code();
        if (error.position()) EXPECT_LE(*error.position(), text.size() * 2) << code;
    }
    const double took = 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    EXPECT_LT(took, most_ms) << text.substr(0, 60);
    return code;
}

TEST(Limits, RefuseWhatIsTooLongOrTooDeep) {
    EXPECT_EQ(code_of(filled("SELECT ", "(")), "sql_too_long");
    EXPECT_EQ(code_of("SELECT " + times(15'000, "(") + "1" + times(15'000, ")")), "sql_too_deep");
    EXPECT_EQ(code_of("SELECT " + times(600, "(") + "a" + times(600, "+1)")), "sql_too_deep");
    EXPECT_EQ(code_of("SELECT " + times(10'000, "NOT ") + "TRUE"), "sql_too_deep");
    EXPECT_EQ(code_of("SELECT " + times(30'000, "- ") + "a"), "sql_too_deep");
    EXPECT_EQ(code_of("SELECT " + times(2'000, "CASE WHEN a THEN ")), "sql_too_deep");
    EXPECT_EQ(code_of(filled("SELECT 1", "+1")), "sql_too_long");
    EXPECT_EQ(code_of("SELECT 1" + times(12'000, "+1")), "sql_too_deep");
    EXPECT_EQ(code_of("SELECT 1" + times(2'900, "+1")), "sql_too_deep");
    EXPECT_EQ(code_of(filled("SELECT a", ",a")), "sql_too_long");
    EXPECT_EQ(code_of("SELECT a" + times(15'000, ",a")), "sql_too_long");
    EXPECT_EQ(code_of(filled("SELECT 1 IN (1", ",1", ")")), "sql_too_long");
    EXPECT_EQ(code_of("SELECT 1" + times(5'000, " UNION SELECT 1")), "sql_too_long");
    EXPECT_EQ(code_of("SELECT a" + times(3'000, "[1]")), "sql_not_supported");
    EXPECT_EQ(code_of(filled("SELECT 1", "+-", "1")), "sql_too_deep");
    EXPECT_EQ(code_of(filled("SELECT ", "[")), "sql_too_long");
    EXPECT_EQ(code_of("SELECT " + times(20'000, "[ ")), "sql_syntax");
    EXPECT_EQ(code_of(std::string(most_bytes + 1, ' ')), "sql_too_long");
    EXPECT_EQ(code_of(std::string(100 * most_bytes, 'x')), "sql_too_long");
}

TEST(Limits, RefuseTenThousandJoins) {
    EXPECT_EQ(code_of("SELECT 1 FROM a" + times(10'000, ",a")), "sql_too_long");
    EXPECT_EQ(code_of("SELECT 1 FROM a" + times(990, ",a")), "ok");
    EXPECT_EQ(code_of("SELECT 1 FROM a" + times(4'000, " JOIN a ON 1")), "sql_too_deep");
    EXPECT_EQ(code_of("SELECT 1 FROM a" + times(10'000, " NATURAL JOIN b")), "sql_too_long");
    std::string nested = "a";
    for (int i = 0; i < 2'000; ++i)
        nested = "(" + nested + " JOIN b ON c)";
    EXPECT_EQ(code_of("SELECT 1 FROM " + nested), "sql_too_deep");
}

TEST(Limits, RefuseBrokenText) {
    EXPECT_EQ(code_of(""), "sql_syntax");
    EXPECT_EQ(code_of(filled("SELECT 'a", "x")), "sql_syntax");
    EXPECT_EQ(code_of(filled("SELECT \"a", "x")), "sql_syntax");
    EXPECT_EQ(code_of(filled("SELECT `a", "x")), "sql_not_supported");
    EXPECT_EQ(code_of(filled("SELECT /*", "/*")), "sql_too_deep");
    EXPECT_EQ(code_of(filled("SELECT $a$", "x")), "sql_syntax");
    EXPECT_EQ(code_of(filled("SELECT ", "\"")), "sql_syntax");
    EXPECT_EQ(code_of(filled("SELECT ", "'")), "sql_syntax");
    EXPECT_EQ(code_of(std::string("SELECT '\0'", 10)), "sql_syntax");
    EXPECT_EQ(code_of("SELECT '\xff'"), "sql_syntax");
    EXPECT_EQ(code_of("SELECT '\xc0\x80'"), "sql_syntax");
    EXPECT_EQ(code_of("SELECT '\xed\xa0\x80'"), "sql_syntax");
    EXPECT_EQ(code_of("SELECT '\xe2\x82"), "sql_syntax");
    EXPECT_EQ(code_of(filled("", ";")), "sql_too_long");
    EXPECT_EQ(code_of(filled("", "SELECT 1;")), "sql_statement_refused");
}

TEST(Limits, HoldOnAnyThread) {
    const std::string deep = "SELECT " + times(15'000, "(") + "1" + times(15'000, ")");
    run_on_big_stack([&] { EXPECT_EQ(code_of(deep), "sql_too_deep"); });
    EXPECT_EQ(code_of("SELECT " + times(400, "(") + "a" + times(400, "+1)")), "ok");
}

/// libpg_query takes a thread-specific key for each thread that parses and gives none back.
TEST(Limits, ParsingTakesNoMoreKeysOfTheProcess) {
    for (int i = 0; i < PTHREAD_KEYS_MAX + 10; ++i)
        std::thread([] { static_cast<void>(parse("SELECT 1")); }).join();
    pthread_key_t key = 0;
    ASSERT_EQ(pthread_key_create(&key, nullptr), 0);
    pthread_key_delete(key);
}

}  // namespace
}  // namespace parlance::sql
