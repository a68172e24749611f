#include "ask/chart_check.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/testing/code_of.hpp"

#include <gtest/gtest.h>

namespace parlance::ask {
namespace {

boost::json::object chart(std::string_view text) {
    return json::parse(text).as_object();
}

std::string refusal_of(std::string_view text) {
    try {
        require_plain_chart(chart(text));
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), "chart_refused");
        return error.faults().at(0).pointer;
    }
    return "";
}

TEST(ChartCheck, LetsChartsOverTheirOwnRowsThrough) {
    for (const char* text :
         {R"({})",
          R"({"mark":"bar","data":{"name":"result"},"encoding":{"x":{"field":"a"}}})",
          R"({"layer":[{"mark":"line"},{"mark":"point"}],"usermeta":{"kind":"line"}})",
          R"({"mark":"bar","encoding":{"x":{"field":"url","axis":{"values":[1,2]}}}})"})
        EXPECT_EQ(refusal_of(text), "") << text;
}

TEST(ChartCheck, RefusesWhatComesFromOutside) {
    EXPECT_EQ(refusal_of(R"({"data":{"url":"https://evil.example/x.csv"}})"), "/chart/data");
    EXPECT_EQ(refusal_of(R"({"data":{"values":[{"salary":1}]}})"), "/chart/data");
    EXPECT_EQ(refusal_of(R"({"data":{"name":"result","values":[]}})"), "/chart/data");
    EXPECT_EQ(refusal_of(R"({"layer":[{"data":{"name":"result"}}]})"), "/chart/layer/0/data");
    EXPECT_EQ(refusal_of(R"({"datasets":{"result":[]}})"), "/chart/datasets");
    EXPECT_EQ(refusal_of(R"({"mark":{"type":"text","href":"javascript:0"}})"), "/chart/mark/href");
    EXPECT_EQ(
        refusal_of(R"({"encoding":{"href":{"value":"javascript:0"}}})"), "/chart/encoding/href"
    );
    EXPECT_EQ(
        refusal_of(R"({"transform":[{"lookup":"a","from":{"data":{"name":"other"}}}]})"),
        "/chart/transform/0/from"
    );
    EXPECT_EQ(refusal_of(R"({"width":{"signal":"1"}})"), "/chart/width/signal");
    EXPECT_EQ(refusal_of(R"({"hconcat":[]})"), "/chart/hconcat");
}

TEST(ChartCheck, RefusesWhatIsTooLong) {
    std::string many = R"({"layer":[0)";
    for (int item = 0; item < 3'000; ++item)
        many += ",0";
    EXPECT_NE(refusal_of(many + "]}"), "");
}

TEST(ChartCheck, AChartReadsColumnsThatThereAre) {
    const std::vector<ResultColumn> columns{{"month", Type::date}, {"a.b", Type::integer}};
    EXPECT_TRUE(chart_reads(chart(R"({"encoding":{"x":{"field":"month"}}})"), columns));
    EXPECT_TRUE(chart_reads(chart(R"({"encoding":{"x":{"field":"a\\.b"}}})"), columns));
    EXPECT_FALSE(chart_reads(chart(R"({"encoding":{"x":{"field":"gone"}}})"), columns));
    EXPECT_TRUE(chart_reads(
        chart(R"({"transform":[{"aggregate":[{"op":"sum","field":"a\\.b","as":"s"}]}],)"
              R"("encoding":{"x":{"field":"s"}}})"),
        columns
    ));
}

}  // namespace
}  // namespace parlance::ask
