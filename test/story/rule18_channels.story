story Rule 18: four channels, and the online rate over all receptions
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc

at 08:00
as lan do submit O1 procedure=1.001612 channel=online receiving=25195.mc owner="Phan Văn Mạng"
as lan do submit O2 procedure=1.001612 channel=online_helped helping=25210.mc receiving=25195.mc owner="Phan Thị Nhờ"
expect O2 channel online_helped
expect timeline O2 contains submitted helping=25210.mc receiving=25195.mc
as lan do receive O1
as lan do receive O2
as lan do receive_new C1 procedure=1.001612 channel=counter receiving=25195.mc owner="Phan Văn Quầy"
as lan do receive_new X procedure=1.001612 channel=fax receiving=25195.mc owner="Phan Văn Fax"
expect refused intake.channel
# certifying copies cannot be asked for online
as lan do submit X procedure=2.000815 channel=online receiving=25195.mc owner="Phan Văn Sao"
expect refused intake.not_online
# the counter has no arrival stamp but its own clock
as lan do receive_new X procedure=1.001612 channel=counter arrived_at=07:45 receiving=25195.mc owner="Phan Văn Sớm"
expect refused intake.arrival

# by post: the envelope reached the counter on Monday at 10:00 and is entered on Tuesday;
# the limit runs from its arrival: 3 working days after Monday
at 2026-03-03 09:00
as lan do receive_new P1 procedure=1.001612 channel=post arrived_at="2026-03-02 10:00" receiving=25195.mc owner="Phan Thị Thư"
expect P1 received 2026-03-02 10:00
expect P1 due 2026-03-05 17:00
expect timeline P1 contains received at="2026-03-03 09:00"
as lan do receive_new X procedure=1.001612 channel=post arrived_at="2026-03-04 10:00" receiving=25195.mc owner="Phan Thị Mai"
expect refused intake.future

# one by self, one helped, two direct: 2 of 4
expect count online-self = 1
expect count online-helped = 1
expect count direct = 2
expect rate online = 2/4
