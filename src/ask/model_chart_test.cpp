#include "ask/model_chart.hpp"

#include "base/error.hpp"

#include <boost/json.hpp>

#include <gtest/gtest.h>

namespace parlance::ask {
namespace {

const std::vector<ResultColumn> columns{{"month", Type::date}, {"total", Type::decimal}};

boost::json::object chart(std::string_view chosen, const std::string& title = "") {
    return chart_of_model(boost::json::parse(chosen).as_object(), title, columns);
}

constexpr std::string_view good =
    R"({"mark":{"type":"line","tooltip":true},"encoding":{
        "x":{"field":"month","type":"temporal","timeUnit":"yearmonth","title":"Month"},
        "y":{"field":"total","type":"quantitative","aggregate":"sum","scale":{"zero":false}}}})";

TEST(ModelChartTest, KeepsMarkEncodingsAndTitle) {
    const auto made = chart(good, "Sales");
    EXPECT_EQ(made.at("title"), "Sales");
    EXPECT_EQ(made.at("mark").at("type"), "line");
    EXPECT_EQ(made.at("encoding").at("x").at("timeUnit"), "utcyearmonth");
    EXPECT_EQ(made.at("encoding").at("y").at("aggregate"), "sum");
    EXPECT_EQ(made.at("data").at("name"), "result");
    EXPECT_EQ(made.at("usermeta").at("kind"), "line");
}

TEST(ModelChartTest, LeavesEverythingElseBehind) {
    const auto made = chart(
        R"json({"mark":{"type":"bar","href":"http://127.0.0.1:9/"},"data":{"url":"http://127.0.0.1:9/"},
            "transform":[{"calculate":"alert(1)","as":"z"}],"params":[{"name":"p","expr":"1"}],
            "config":{"image":"x"},"encoding":{
    "x" : {"field" : "month", "axis" : {"labelExpr" : "alert(1)"}},
          "y" : {"field" : "total", "type" : "quantitative", "title" : {"expr" : "alert(1)"}},
                "href" : {"field" : "total"},
                         "url" : {"field" : "total"}
}
})json"
    );
    const std::string text = boost::json::serialize(made);
    for (const char* each : {"alert", "127.0.0.1", "href", "url", "expr", "Expr", "transform"})
        EXPECT_EQ(text.find(each), std::string::npos) << each << text;
}

TEST(ModelChartTest, RefusesWhatItCannotDraw) {
    for (const std::string_view each :
         {R"({})",
          R"({"mark":"image","encoding":{"x":{"field":"month"}}})",
          R"({"mark":"bar","encoding":{}})",
          R"({"mark":"bar","encoding":{"x":{"field":"salary"}}})",
          R"({"mark":"bar","encoding":{"x":{"field":{"repeat":"column"}}}})",
          R"({"mark":"bar","encoding":{"x":{"aggregate":"sum"}}})",
          R"({"mark":["bar"],"encoding":{"x":{"field":"month"}}})"}) {
        EXPECT_THROW(chart(each), Error) << each;
    }
}

TEST(ModelChartTest, CutsLongTitlesBetweenCharacters) {
    std::string title(119, 'a');
    title += "äöü";
    EXPECT_EQ(chart(good, title).at("title").as_string(), std::string(119, 'a'));
}

}  // namespace
}  // namespace parlance::ask
