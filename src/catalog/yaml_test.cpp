#include "catalog/yaml.hpp"

#include "base/error.hpp"

#include <boost/json/parse.hpp>

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <string>

namespace parlance::catalog {
namespace {

namespace json = boost::json;

std::string code(const std::string& text) {
    try {
        (void)read_yaml(text);
    } catch (const Error& error) {
        return error.code();
    }
    return "read";
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

TEST(Yaml, ReadsTextsListsAndObjects) {
    const json::value read =
        read_yaml("a: 1\nb: [x, 'true', ~]\nc:\n  - d: |\n      one\n      two\n");
    EXPECT_EQ(read, json::parse(R"({"a":"1","b":["x","true",null],"c":[{"d":"one\ntwo\n"}]})"));
    EXPECT_TRUE(read_yaml("").is_null());
}

TEST(Yaml, WritesWhatItReads) {
    const json::value value = json::parse(
        R"({"terms":[{"phrase":"yes","value":"3"},{"phrase":"it's: \"so\" # no","x":"- a"},
        {"a":" lead","b":"tail ","c":"\ttab\u0001","d":"&a *b !c %d @e","e":"ünïcode","g":"","h":"null","i":"line\n","j":"one \ntwo"}],"verified":[]})"
    );
    EXPECT_EQ(read_yaml(write_yaml(value)), value) << write_yaml(value);
}

TEST(Yaml, ATextOfSeveralLinesIsABlock) {
    const json::value sql = json::parse(R"({"sql":"SELECT 1\n  FROM a\n\n WHERE 'x: #y'"})");
    constexpr std::array<std::string_view, 1> blocks{"sql"};
    const std::string text = write_yaml(sql, blocks);
    EXPECT_NE(text.find("sql: |"), text.npos) << text;
    EXPECT_EQ(read_yaml(text).at("sql").as_string(), std::string(sql.at("sql").as_string()) + "\n");
    EXPECT_EQ(read_yaml(write_yaml(sql)), sql);
}

TEST(Yaml, RefusesWhatNoHonestFileNeeds) {
    EXPECT_EQ(code("a: &x [1]\nb: *x\n"), "knowledge_file");
    EXPECT_EQ(code("a: !!binary abcd\n"), "knowledge_file");
    EXPECT_EQ(code("a: !python/object x\n"), "knowledge_file");
    EXPECT_EQ(code("a: 1\na: 2\n"), "knowledge_file");
    EXPECT_EQ(code("{[a]: 1}\n"), "knowledge_file");
    EXPECT_EQ(code("a\n---\nb\n"), "knowledge_file");
    EXPECT_EQ(code("a: [1\n"), "knowledge_file");
    EXPECT_EQ(code("a: \"\\N\"\n"), "knowledge_file");
    EXPECT_EQ(code("a: \"\\0\"\n"), "knowledge_file");
    EXPECT_EQ(code("a: \xff\n"), "knowledge_file");
    EXPECT_EQ(code(std::string("a: b\0c", 6)), "knowledge_file");
    EXPECT_EQ(code(repeated("[", 9) + repeated("]", 9)), "knowledge_file");
    EXPECT_EQ(code("[" + repeated("a,", 30'000) + "a]"), "knowledge_file");
    EXPECT_EQ(code(repeated("# comment\n", 60'000)), "knowledge_file");
}

TEST(Yaml, BombsEndSoon) {
    std::string laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n";
    for (char name = 'b'; name < 'k'; ++name)
        laughs += std::string(1, name) + ": &" + name + " [*" + static_cast<char>(name - 1) + ",*" +
                  static_cast<char>(name - 1) + "]\n";
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(code(laughs), "knowledge_file");
    constexpr std::size_t bytes = 500'000;
    for (const char* piece :
         {"[",   "{",    "- ",   "? ", ": ", "\"",   "'",     "&a ", "*a ",  "!a ", "%a\n", "|\n ",
          "a: ", "a: [", "- - ", "\n", "\t", "--- ", "...\n", "a\n", "{a: ", "\\",  "# ",   "<<: "})
        (void)code(repeated(piece, bytes / std::char_traits<char>::length(piece)));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(took.count(), 60);
}

}  // namespace
}  // namespace parlance::catalog
