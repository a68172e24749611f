#include "ask/repeatable.hpp"

#include <gtest/gtest.h>

namespace parlance::ask {
namespace {

TEST(Repeatable, KnowsClockAndChanceInEverySpelling) {
    for (const char* sql :
         {"SELECT NOW()",
          "SELECT localtimestamp",
          "SELECT random()",
          "SELECT \"random\"()",
          "SELECT gen_random_uuid()",
          "SELECT uuid()",
          "SELECT date()",
          "SELECT datetime( )",
          "SELECT strftime('%Y')",
          "SELECT strftime('%s', 'now')",
          "SELECT date('Now', '-1 day')",
          "SELECT x FROM t WHERE d > 'today'",
          "SELECT DATE 'Yesterday'",
          "SELECT parlance_now()",
          "SELECT age(x) FROM t",
          "SELECT clock_timestamp()",
          "SELECT current_setting('x')"})
        EXPECT_FALSE(repeatable_text(sql)) << sql;
    for (const char* sql :
         {"SELECT age, uuid, user_id FROM snow WHERE known = 'nowhere'",
          "SELECT date(x), strftime('%Y', x), time FROM t",
          "SELECT current_balance FROM accounts WHERE session_id = 'x'",
          "SELECT CAST(x AS uuid) FROM t",
          "SELECT date_trunc('month', d) FROM t",
          "SELECT (date), (SELECT time FROM t)"})
        EXPECT_TRUE(repeatable_text(sql)) << sql;
}

}  // namespace
}  // namespace parlance::ask
