#include "net/mail.hpp"

#include <gtest/gtest.h>

namespace parlance::net {
namespace {

using namespace std::chrono_literals;

TEST(Mail, TakesPlainAddressesOnly) {
    for (const char* good : {"ada@example.org", "b.o'b+tag@mail.example.org", "x@localhost"})
        EXPECT_TRUE(is_mail_address(good)) << good;
    for (const char* bad :
         {"",
          "ada",
          "@example.org",
          "ada@",
          "a@b@c",
          "a b@example.org",
          "<a@example.org>",
          "a@example.org>",
          "a@example.org\r\nBcc: x@y.z",
          "a@-example.org",
          "a@.example.org",
          "a@example.org.",
          "a@exa mple.org",
          "\"a\"@example.org"})
        EXPECT_FALSE(is_mail_address(bad)) << bad;
    EXPECT_FALSE(is_mail_address(std::string(250, 'a') + "@example.org"));
}

TEST(Mail, SaysThatNobodyListens) {
    const MailServer server{.url = "smtp://127.0.0.1:1", .from = "reports@example.org"};
    const Mail letter{{"ada@example.org"}, "Subject", "text", "<p>html</p>"};
    const auto sent = send_mail(server, letter, 5s);
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error(), MailTrouble::unreachable);
    EXPECT_FALSE(sentence_of(sent.error()).empty());
}

}  // namespace
}  // namespace parlance::net
