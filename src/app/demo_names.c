/* Names that are plainly nobody's, and what the made-up people write. */
#include "demo_names.h"

#include <string.h>

static const char *const families[] = {
	"Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Phan",
	"Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Điểu", "Thị",
};
static const char *const middles[] = {
	"Văn", "Văn", "Thị", "Thị", "Hữu", "Đức", "Ngọc", "Thanh", "Minh", "Xuân", "Thu", "Quang",
};
/* The word that says: an example. */
static const char *const examples[] = { "Mẫu", "Thử", "Giả", "Ví Dụ", "Minh Họa" };
static const char *const givens[] = {
	"An", "Ánh", "Bình", "Cúc", "Cường", "Dũng", "Duyên", "Đào", "Giang", "Hà", "Hải", "Hạnh",
	"Hiền", "Hòa", "Hùng", "Hương", "Khánh", "Lan", "Liên", "Long", "Mai", "Nam", "Nga",
	"Oanh", "Phúc", "Phương", "Quân", "Sơn", "Tâm", "Thảo", "Thủy", "Tuấn", "Uyên", "Vinh",
	"Xuyến", "Yến",
};
static const char *const trades[] = {
	"Thương mại", "Xây dựng", "Cơ khí", "Nông sản", "Vận tải", "Dịch vụ", "Gỗ", "Dệt may",
};

static const char *pick(struct chance *c, const char *const *list, size_t n)
{
	return list[chance_below(c, (int64_t)n)];
}

#define PICK(c, list) pick(c, list, ARRAY_LEN(list))

struct str demo_name(struct arena *a, struct chance *c)
{
	const char *family = PICK(c, families), *middle = PICK(c, middles);
	const char *example = PICK(c, examples), *given = PICK(c, givens);
	return str_fmt(a, "%s %s %s %s", family, middle, example, given);
}

struct str demo_company(struct arena *a, struct chance *c)
{
	const char *trade = PICK(c, trades), *example = PICK(c, examples);
	return str_fmt(a, "Công ty TNHH %s %s %d", trade, example,
		       (int)chance_between(c, 1, 999));
}

struct str demo_identity(struct arena *a, int64_t number)
{
	return str_fmt(a, "000%09d", (int)(number % 1000000000));
}

struct str demo_tax_number(struct arena *a, int64_t number)
{
	return str_fmt(a, "00%08d", (int)(number % 100000000));
}

struct str demo_phone(struct arena *a, struct chance *c)
{
	return str_fmt(a, "0000%06d", (int)chance_below(c, 1000000));
}

static const struct {
	const char *field;
	const char *sentence[4];
} words[] = {
	{ "items", { "Bổ sung bản sao giấy tờ tùy thân còn hiệu lực",
		     "Bổ sung chữ ký ở trang cuối của tờ khai",
		     "Bổ sung bản chính để đối chiếu",
		     "Ghi lại đúng diện tích như trong giấy chứng nhận" } },
	{ "note", { "Xem lại thành phần hồ sơ ở trang 2", "Dự thảo chưa khớp với cơ sở dữ liệu",
		    "Đề nghị nêu rõ căn cứ", "Bản quét bị mờ, không đọc được" } },
	{ "reasons", { "Không đủ điều kiện theo quy định đã viện dẫn",
		       "Thửa đất không phù hợp quy hoạch đã công bố",
		       "Đối tượng đã được hưởng chế độ tương tự",
		       "Thông tin khai không đúng với cơ sở dữ liệu" } },
	{ "reason", { "Cần thêm thời gian xác minh thực tế", "Khối lượng hồ sơ tăng đột biến",
		      "Chờ kết quả của đơn vị phối hợp", "Người dân có đơn đề nghị" } },
	{ "question", { "Đề nghị cho ý kiến về sự phù hợp quy hoạch",
			"Đề nghị xác nhận đối tượng thuộc địa bàn quản lý",
			"Đề nghị góp ý trong phạm vi chức năng",
			"Đề nghị xác định hiện trạng" } },
	{ "text", { "Thống nhất với đề xuất", "Thống nhất, kèm điều kiện về hạ tầng",
		    "Không có ý kiến khác", "Đề nghị điều chỉnh một điểm nhỏ" } },
	{ "document", { "Phiếu chuyển thông tin số 12", "Thông báo niêm yết số 7",
			"Hợp đồng đo đạc số 31", "Công văn số 105" } },
	{ "relieve", { "Người đang giữ quá nhiều hồ sơ", "Người đang giữ đi tập huấn tuần này",
		       "Đồng nghiệp đang làm hồ sơ cùng loại", "Để hồ sơ đi tiếp trong ngày" } },
	{ "reply", { "Hôm đó một mình trực ba quầy, hệ thống báo bận suốt buổi",
		     "Đã trao đổi qua điện thoại nhưng không ghi lại",
		     "Việc đúng như đã ghi, tôi nhận thiếu sót và đã làm xong ngay sau đó",
		     "Phải chờ đối chiếu bản đồ giấy, tôi nghĩ vẫn kịp hẹn" } },
	{ "established", { "Lời giải trình không nêu được việc gì cản trở",
			   "Đã đối chiếu nhật ký: đúng như dấu hiệu nêu",
			   "Có khó khăn nhưng phải báo cáo, không để hồ sơ nằm lại",
			   "Đúng như dấu hiệu nêu, nhắc nhở trong giao ban" } },
	{ "not_established", { "Giải trình có căn cứ, đã xem phân công tuần đó",
			       "Do cách phân công của đơn vị, không phải của cá nhân",
			       "Chưa đủ căn cứ để kết luận",
			       "Hoàn cảnh hôm đó là bất khả kháng" } },
	{ "appeal", { "Người kết luận chưa xem lịch trực tôi đã nộp",
		      "Tôi đã báo cáo lãnh đạo từ hôm trước",
		      "Việc này tôi làm theo chỉ đạo, có ghi trong biên bản giao ban",
		      "Đề nghị xem lại vì hồ sơ đến tay tôi khi đã quá nửa thời hạn" } },
	{ "praise", { "Làm nhanh mà vẫn đủ, nêu để đơn vị học tập",
		      "Trả lời ngay, đơn vị bạn không phải chờ",
		      "Gỡ được việc tưởng phải kéo sang tuần sau", "Đã xem hồ sơ: xứng đáng" } },
	{ "keep_it", { "Tự đối chiếu với cơ sở dữ liệu, không trả lại lần nữa",
		       "Thiếu sót nhỏ, sửa tại chỗ và làm tiếp",
		       "Lý do này có từ lần trả đầu, nay không nêu lại",
		       "Gọi thẳng cho nơi gửi để hỏi, không trả hồ sơ" } },
	{ "pass_it_on", { "Đồng ý trả lại, nêu đủ một lần", "Nơi gửi chưa sửa điểm đã nêu",
			  "Không làm tiếp được nếu thiếu giấy tờ này",
			  "Đồng ý, đề nghị nơi gửi làm ngay" } },
	{ "why", { "Chỉ phát hiện khi đối chiếu bản vẽ", "Giấy tờ hết hạn trong khi giải quyết",
		   "Có thông tin mới từ cơ quan phối hợp", "Danh mục lần đầu ghi thiếu" } },
};

struct str demo_words(struct chance *c, const char *field)
{
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (strcmp(words[i].field, field) == 0) {
			return str_of(words[i].sentence[chance_below(c, 4)]);
		}
	}
	return STR("Theo hồ sơ");
}
