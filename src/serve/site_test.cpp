#include "serve/site.hpp"

#include "base/error.hpp"
#include "base/testing/temporary_folder.hpp"
#include "serve/testing.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace parlance::serve {
namespace {

namespace fs = std::filesystem;
using testing::Answer;
using testing::request;
using testing::Running;

/// A web app in a folder of its own, with a secret beside it.
class SiteTest : public ::testing::Test {
protected:
    void SetUp() override {
        write("secret.txt", "secret");
        for (const char* page : {"index", "ask", "404", "threads/_", "threads/new"})
            write("out/" + std::string(page) + ".html", "page " + std::string(page));
        write("out/threads/_.txt", "data");
        write("out/threads/_/__next.tree.txt", "tree");
        write("out/deep/index.html", "deep");
        write("out/_next/static/app.js", std::string(5000, 'x'));
        write("out/_next/static/app.js.br", "packed");
        fs::create_symlink(top_ / "secret.txt", top_ / "out/link.txt");
        site_ = std::make_shared<Site>(top_ / "out");
    }

    void write(const std::string& path, const std::string& text) const { folder_.file(path, text); }
    [[nodiscard]] std::string body(std::string_view path) const {
        return *site_->answer(path, Coding::identity, {}).body;
    }

    TemporaryFolder folder_;
    const fs::path& top_ = folder_.path();
    std::shared_ptr<Site> site_;
};

TEST_F(SiteTest, FindsPagesByTheAddressesThatPeopleSee) {
    EXPECT_EQ(body("/"), "page index");
    EXPECT_EQ(body("/ask"), "page ask");
    EXPECT_EQ(body("/ask.html"), "page ask");
    EXPECT_EQ(body("/ask/"), "page ask");
    EXPECT_EQ(body("/deep"), "deep");
    EXPECT_EQ(body("/threads/new"), "page threads/new");
    EXPECT_EQ(body("/threads/42"), "page threads/_");
    EXPECT_EQ(body("/threads/42.txt"), "data");
    EXPECT_EQ(body("/threads/42/__next.tree.txt"), "tree");
}

TEST_F(SiteTest, StaysInItsFolder) {
    for (const char* path :
         {"/../secret.txt",
          "/%2e%2e/secret.txt",
          "/..%2fsecret.txt",
          "/_next/../../secret.txt",
          "//secret.txt",
          "/\\..\\secret.txt",
          "/%00",
          "/nothing",
          "/deep/nothing",
          "/threads/../../secret.txt"}) {
        const Site::Answer answer = site_->answer(path, Coding::identity, {});
        EXPECT_EQ(answer.status, 404) << path;
        EXPECT_EQ(*answer.body, "page 404");
    }
}

TEST_F(SiteTest, SendsPackedFilesAndLetsBrowsersKeepThem) {
    const Site::Answer packed = site_->answer("/_next/static/app.js", Coding::br, {});
    EXPECT_EQ(*packed.body, "packed");
    EXPECT_EQ(packed.coding, Coding::br);
    EXPECT_TRUE(packed.headers.contains("immutable"));
    const Site::Answer zipped = site_->answer("/_next/static/app.js", Coding::gzip, {});
    EXPECT_LT(zipped.body->size(), 200U);
    const Site::Answer small = site_->answer("/ask", Coding::br, {});
    EXPECT_EQ(small.coding, Coding::identity);
    EXPECT_TRUE(small.headers.contains("no-cache"));
}

TEST_F(SiteTest, AnswersWithoutBodyWhenTheBrowserHasThePage) {
    Running at({});
    at.services.site = site_;
    at.start();
    const Answer page = at.ask(request("GET", "/ask"));
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
    EXPECT_TRUE(page.header("Content-Security-Policy").contains("script-src 'self';"));
    const std::string tag = page.header("ETag");
    const Answer again = at.ask(request("GET", "/ask", {}, "If-None-Match: " + tag + "\r\n"));
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.header("ETag"), tag);
    EXPECT_EQ(at.ask(request("GET", "/nothing")).status, 404);
    EXPECT_EQ(at.ask(request("POST", "/ask")).code(), "not_found");
    EXPECT_EQ(at.ask(request("GET", "/api/v1/nothing")).code(), "not_found");
    EXPECT_EQ(at.ask(request("GET", "/%zz")).status, 400);
}

TEST(Site, NeedsAnIndex) {
    EXPECT_THROW(Site(fs::temp_directory_path() / "parlance-no-such-folder"), Error);
}

}  // namespace
}  // namespace parlance::serve
