// The door to libcurl, which is not linked but loaded when it is wanted: the types of its functions as its header declares
// them, so that who looks one up calls it rightly. `curl_easy_setopt` and its kin are variadic, which Swift cannot call: one
// function for each type of argument, told where libcurl's own lies, and no logic.
#pragma once
#include <curl/curl.h>

typedef __typeof__(curl_easy_init) *ccurl_easy_init_t;
typedef __typeof__(curl_easy_cleanup) *ccurl_easy_cleanup_t;
typedef __typeof__(curl_easy_perform) *ccurl_easy_perform_t;
typedef __typeof__(curl_easy_strerror) *ccurl_easy_strerror_t;
typedef __typeof__(curl_easy_setopt) *ccurl_easy_setopt_t;
typedef __typeof__(curl_easy_getinfo) *ccurl_easy_getinfo_t;
typedef __typeof__(curl_global_init) *ccurl_global_init_t;
typedef __typeof__(curl_multi_init) *ccurl_multi_init_t;
typedef __typeof__(curl_multi_cleanup) *ccurl_multi_cleanup_t;
typedef __typeof__(curl_multi_add_handle) *ccurl_multi_add_handle_t;
typedef __typeof__(curl_multi_remove_handle) *ccurl_multi_remove_handle_t;
typedef __typeof__(curl_multi_perform) *ccurl_multi_perform_t;
typedef __typeof__(curl_multi_info_read) *ccurl_multi_info_read_t;
typedef __typeof__(curl_multi_poll) *ccurl_multi_poll_t;
typedef __typeof__(curl_multi_wakeup) *ccurl_multi_wakeup_t;
typedef __typeof__(curl_multi_setopt) *ccurl_multi_setopt_t;
typedef __typeof__(curl_slist_append) *ccurl_slist_append_t;
typedef __typeof__(curl_slist_free_all) *ccurl_slist_free_all_t;
typedef __typeof__(curl_version_info) *ccurl_version_info_t;

static inline CURLcode ccurl_set_long(ccurl_easy_setopt_t set, CURL *easy, CURLoption option, long value) {
  return set(easy, option, value);
}

static inline CURLcode ccurl_set_offset(ccurl_easy_setopt_t set, CURL *easy, CURLoption option, curl_off_t value) {
  return set(easy, option, value);
}

static inline CURLcode ccurl_set_string(ccurl_easy_setopt_t set, CURL *easy, CURLoption option, const char *value) {
  return set(easy, option, value);
}

static inline CURLcode ccurl_set_pointer(ccurl_easy_setopt_t set, CURL *easy, CURLoption option, void *value) {
  return set(easy, option, value);
}

static inline CURLcode ccurl_set_list(ccurl_easy_setopt_t set, CURL *easy, CURLoption option, struct curl_slist *value) {
  return set(easy, option, value);
}

static inline CURLcode ccurl_set_blob(ccurl_easy_setopt_t set, CURL *easy, CURLoption option, const char *bytes, size_t count) {
  struct curl_blob blob = {.data = (void *)bytes, .len = count, .flags = CURL_BLOB_COPY};
  return set(easy, option, &blob);
}

static inline CURLcode ccurl_set_write_function(ccurl_easy_setopt_t set, CURL *easy, CURLoption option, curl_write_callback value) {
  return set(easy, option, value);
}

static inline CURLcode ccurl_set_socket_function(ccurl_easy_setopt_t set, CURL *easy, curl_opensocket_callback value) {
  return set(easy, CURLOPT_OPENSOCKETFUNCTION, value);
}

static inline CURLcode ccurl_get_long(ccurl_easy_getinfo_t get, CURL *easy, CURLINFO info, long *value) {
  return get(easy, info, value);
}

static inline CURLcode ccurl_get_certificates(ccurl_easy_getinfo_t get, CURL *easy, struct curl_certinfo **value) {
  return get(easy, CURLINFO_CERTINFO, value);
}

static inline CURLMcode ccurl_multi_set_long(ccurl_multi_setopt_t set, CURLM *multi, CURLMoption option, long value) {
  return set(multi, option, value);
}
