# Form 05: the stop is a closing; its notice is told and delivered after it.
story The stop notice reaches the citizen after the stop
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person an deputy of 25195.kt
person tuan officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Tạ Văn Thử"
as lan do tell D1 notice=stop how=phone
expect refused notice.none
as lan do hand_over D1 outcome=forward
# The head gives it to the deputy: the seat is the deputy's own post.
as minh do reassign D1 to=an note="phó phòng xử lý"
expect D1 holder 25195.kt deputy an
as minh do stop D1 ground=nothing note="không rõ"
expect refused stop.ground
as minh do stop D1 ground=citizen note="theo đề nghị của công dân"
expect D1 state stopped
as lan do tell D1 notice=result how=phone
expect refused state.closed
as lan do tell D1 notice=stop how=phone
expect ok
as lan do notice_delivered D1 notice=stop how=signature
expect ok
expect timeline D1 contains notice_delivered notice=stop
