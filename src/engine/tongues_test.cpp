#include "engine/tongues.hpp"

#include <gtest/gtest.h>

namespace parlance::engine {
namespace {

std::string tongue_of(std::string_view question) {
    return other_tongue(tokenize(question)).value_or("");
}

TEST(Tongues, KnowsALanguageByItsSmallWords) {
    EXPECT_EQ(tongue_of("Wie viele Bestellungen gab es im letzten Jahr?"), "German");
    EXPECT_EQ(tongue_of("combien de clients avons-nous"), "French");
    EXPECT_EQ(tongue_of("¿Cuántos clientes hay en Berlín?"), "Spanish");
    EXPECT_EQ(tongue_of("quanti ordini sono nel mese di marzo"), "Italian");
    EXPECT_EQ(tongue_of("hoeveel klanten hebben we"), "Dutch");
    EXPECT_EQ(tongue_of("сколько клиентов в Берлине"), "in another script");
    EXPECT_EQ(tongue_of("去年 有 多少 订单"), "in another script");
}

TEST(Tongues, TakesNamesAndNonsenseForEnglish) {
    for (const char* question :
         {"",
          "how many customers are in Rio de la Plata",
          "orders of the Hotel Zum Goldenen Hirsch per month",
          "customers named de la Cruz",
          "xyzzy plugh",
          "revenue of Vier Pfoten in die Hard"})
        EXPECT_EQ(tongue_of(question), "") << question;
}

}  // namespace
}  // namespace parlance::engine
