#include "base/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace parlance::json {
namespace {

enum class Colour : std::uint8_t { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Leaf {
    std::string name;
    std::vector<Leaf> children;

    bool operator==(const Leaf&) const = default;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (name, children))

struct Everything {
    bool truth = false;
    std::int32_t small = 0;
    std::int64_t large = 0;
    std::uint16_t port = 0;
    double ratio = 0;
    std::string text;
    Colour colour = Colour::red;
    std::optional<std::string> maybe;
    std::optional<std::int32_t> none;
    std::vector<std::int32_t> numbers;
    std::map<std::string, Leaf> leaves;
    std::variant<std::int64_t, std::string, Leaf> either;
    Instant at;
    boost::json::value any;
    Raw raw;
    std::int32_t limit = 50;

    bool operator==(const Everything&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    Everything,
    (),
    (truth,
     small,
     large,
     port,
     ratio,
     text,
     colour,
     maybe,
     none,
     numbers,
     leaves,
     either,
     at,
     any,
     raw,
     limit)
)
constexpr auto notes(const Everything*) {
    return std::array{
        note("", "One of each."),
        note("text", "Some words.").length(2, 5),
        note("none", "Written even when empty.").nullable(),
        note("numbers").items(0, 3),
        note("ratio").between(0, 1),
        note("limit", "How many.").between(1, 200).optional().example("20"),
    };
}

constexpr std::string_view everything =
    R"({"truth":true,"small":-7,"large":9007199254740993,"port":8080,"ratio":0.1,"text":"größe",)"
    R"("colour":"green","maybe":"yes","none":null,"numbers":[1,2],)"
    R"("leaves":{"a":{"name":"x","children":[{"name":"y","children":[]}]}},"either":"two",)"
    R"("at":"2026-11-24T11:46:19.123456Z","any":{"k":[1,2.5,null]},"raw":[true],"limit":3})";

std::vector<Fault> faults_of(std::string_view text) {
    try {
        (void)read<Everything>(text);
    } catch (const Error& error) {
        return error.faults();
    }
    return {};
}

std::string code_of(std::string_view text) {
    try {
        (void)parse(text);
    } catch (const Error& error) {
        return error.code();
    }
    return "";
}

TEST(Json, ReadsAndWritesEveryKind) {
    const auto value = read<Everything>(everything);
    EXPECT_EQ(value.large, 9007199254740993);
    EXPECT_EQ(value.leaves.at("a").children.at(0).name, "y");
    EXPECT_EQ(std::get<std::string>(value.either), "two");
    EXPECT_EQ(to_text(value), everything);
}

TEST(Json, LeavesOutAnEmptyOptionalAndTakesDefaults) {
    auto value = read<Everything>(everything);
    value.maybe.reset();
    EXPECT_FALSE(to_text(value).contains("maybe"));
    EXPECT_TRUE(to_text(value).contains(R"("none":null)"));
    std::string without(everything);
    without.replace(without.find(R"(,"limit":3)"), 10, "");
    EXPECT_EQ(read<Everything>(without).limit, 50);
}

TEST(Json, ReportsAllFaultsAtOnceWithPointers) {
    const auto faults = faults_of(
        R"({"truth":1,"small":3000000000,"large":1.5,"port":-1,"ratio":2,"text":"x","colour":"blue",)"
        R"("numbers":[1,"2",3],"leaves":{"a/b~c":{"name":5}},"either":[],"at":"yesterday","any":null,)"
        R"("raw":0,"limit":0,"extra":1})"
    );
    const std::vector<Fault> expected{
        {"/truth", "must be true or false"},
        {"/small", "is out of range"},
        {"/large", "must be a whole number"},
        {"/port", "is out of range"},
        {"/ratio", "must be 0 to 1"},
        {"/text", "must have 2 to 5 characters"},
        {"/colour", "must be one of red, green"},
        {"/numbers/1", "must be a whole number"},
        {"/leaves/a~1b~0c/name", "must be a text"},
        {"/leaves/a~1b~0c/children", "is required"},
        {"/either", "fits none of the allowed shapes"},
        {"/at", "must be a moment such as 2026-11-24T09:30:00Z"},
        {"/limit", "must be 1 to 200"},
        {"/extra", "is not known"},
    };
    EXPECT_EQ(faults, expected);
}

TEST(Json, CountsCharactersAndRefusesNul) {
    std::string five(everything);
    five.replace(five.find("größe"), 7, "ééééé");
    EXPECT_TRUE(faults_of(five).empty());
    five.replace(five.find("ééééé"), 10, R"(a\u0000b)");
    EXPECT_EQ(faults_of(five).at(0).pointer, "/text");
}

TEST(Json, RefusesWhatIsNotJson) {
    for (const char* text :
         {"",
          "{",
          "[1,]",
          "{\"a\":1}x",
          "nul",
          "\"\xff\"",
          "\"\xed\xa0\x80\"",
          R"("\ud800")",
          "01",
          "1e400",
          "-1e999",
          "NaN",
          "Infinity",
          "'a'",
          "{\"a\":1,\"a\":2}",
          "[{\"b\":{\"c\":1,\"c\":1}}]",
          "// c\n1",
          "\"a\nb\""}) {
        EXPECT_EQ(code_of(text), "malformed_json") << text;
    }
    EXPECT_EQ(code_of(std::string(33, '[') + std::string(33, ']')), "malformed_json");
    EXPECT_EQ(code_of(std::string(32, '[') + std::string(32, ']')), "");
    EXPECT_EQ(code_of("1e-999"), "");
}

TEST(Json, ReadsDoublesExactly) {
    std::mt19937_64 random(7);
    for (int round = 0; round < 20000; ++round) {
        const auto number = std::bit_cast<double>(random());
        if (!std::isfinite(number)) continue;
        const std::string text = fmt::format("{:.16e}", number);
        EXPECT_EQ(parse(text).to_number<double>(), number) << text;
        std::string written;
        write_number(written, number);
        EXPECT_EQ(parse(written).to_number<double>(), number) << written;
    }
}

TEST(Json, WritesNumbersAsPeopleDo) {
    const auto text = [](double number) {
        std::string out;
        write_number(out, number);
        return out;
    };
    EXPECT_EQ(text(1), "1");
    EXPECT_EQ(text(0.1), "0.1");
    EXPECT_EQ(text(std::numeric_limits<double>::quiet_NaN()), "null");
    EXPECT_EQ(text(-0.0), "0");
    EXPECT_EQ(text(std::numeric_limits<double>::infinity()), "null");
}

TEST(Json, QuotesWhateverTheBytesAre) {
    const auto text = [](std::string_view from) {
        std::string out;
        quote(out, from);
        return out;
    };
    EXPECT_EQ(text("plain text, long enough"), R"("plain text, long enough")");
    EXPECT_EQ(text("a\"b\\c\nd\x01 e\x7f"), "\"a\\\"b\\\\c\\nd\\u0001 e\x7f\"");
    EXPECT_EQ(text("12345678\"12345678\t"), R"("12345678\"12345678\t")");
    EXPECT_EQ(text("größe €  \U0001F600 ok"), "\"größe €  \U0001F600 ok\"");
    EXPECT_EQ(
        text("\xff\xc0\x80\xed\xa0\x80|"),
        "\"" +
            std::string(18, ' ').replace(
                0, 18, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
            ) +
            "|\""
    );
}

TEST(Json, QuotesEveryByteSoThatItReadsBack) {
    std::mt19937 random(11);
    for (int round = 0; round < 3000; ++round) {
        std::string bytes(random() % 40, ' ');
        for (char& byte : bytes)
            byte = static_cast<char>(random() % (round % 2 == 0 ? 128 : 256));
        std::string quoted;
        quote(quoted, bytes);
        const auto back = parse(quoted);
        if (round % 2 == 0) EXPECT_EQ(std::string_view(back.get_string()), bytes);
    }
}

TEST(Json, DescribesItself) {
    Definitions definitions;
    EXPECT_EQ(
        schema(shape_of<Everything>(), definitions),
        parse(R"({"$ref":"#/components/schemas/Everything"})")
    );
    const auto& properties = definitions.schemas.at("Everything").at("properties");
    EXPECT_EQ(
        properties.at("limit"),
        parse(
            R"({"type":"integer","format":"int32","minimum":1,"maximum":200,"description":"How many.","examples":[20]})"
        )
    );
    EXPECT_EQ(
        properties.at("none"),
        parse(
            R"({"type":["integer","null"],"format":"int32","description":"Written even when empty."})"
        )
    );
    EXPECT_EQ(
        definitions.schemas.at("Leaf").at("properties").at("children"),
        parse(R"({"type":"array","items":{"$ref":"#/components/schemas/Leaf"}})")
    );
    EXPECT_EQ(
        definitions.schemas.at("Colour"), parse(R"({"type":"string","enum":["red","green"]})")
    );
    EXPECT_THAT(
        to_text(definitions.schemas.at("Everything").at("required")),
        testing::Not(testing::HasSubstr("limit"))
    );
}

namespace other {
struct Leaf {
    std::string colour;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (colour))
}  // namespace other

TEST(Json, RefusesTwoTypesOfOneName) {
    Definitions definitions;
    (void)schema(shape_of<Leaf>(), definitions);
    EXPECT_THROW((void)schema(shape_of<other::Leaf>(), definitions), std::logic_error);
}

TEST(Clock, ReadsAndWritesMoments) {
    const auto moment = parse_rfc3339("2026-11-24T12:46:19.5+01:00");
    ASSERT_TRUE(moment);
    EXPECT_EQ(rfc3339(*moment), "2026-11-24T11:46:19.500000Z");
    for (const char* text :
         {"",
          "2026-11-24",
          "2026-02-30T00:00:00Z",
          "2026-11-24T24:00:00Z",
          "2026-11-24T00:00:00",
          "2026-11-24T00:00:00.Z",
          "2026-11-24T00:00:00.1234567Z",
          "2026-11-24T00:00:00Zx",
          "-026-11-24T00:00:00Z"}) {
        EXPECT_FALSE(parse_rfc3339(text)) << text;
    }
}

}  // namespace
}  // namespace parlance::json
