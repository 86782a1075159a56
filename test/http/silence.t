#!/usr/bin/perl
# The ledger of silence (rule 36): who answered in time, late, not at all; who is excused, each for their
# reason; and what a silent unit replied, for those who may see it (rule 34).
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);
my $dunghen = $ENV{DUNGHEN};
sub text { my ($r) = @_; my $t = $r->{body}; utf8::decode($t); return $t }

# The Fatherland Front's committee of a ward each: in time, late, silent, on leave, cut off, gone.
my @ward = qw(25195 25210 25217 25220 25222 25225);
my $o = Office->new(clock => '2026-03-02T07:30', people => {
	lan => 'clerk 25195.mc', nga => 'head 25195.vhxh', chu => 'head 25195', tinh => 'head dn', phuoc => 'head 25217', an => 'officer ttt.nv1',
	map { ("m$_" => "head $_.mttq") } @ward,
});
my ($d) = $o->act([ lan => receive_new => { procedure => '1.001776', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Trần Thị Mẫu' } } ]);
my $code = $d->{code};
$o->act([ lan => hand_over => { dossier => $code, outcome => 'forward' } ]);
$o->{clock} = '2026-03-02T08:00';
# The one who will be away is asked in person: nobody stands in for a member.
my @asked = map { [ nga => ask_opinion => { dossier => $code, $_ eq '25220' ? (members => ['m25220']) : (units => ["$_.mttq"]),
	question => 'Có cư trú không?', limit => '16h' } ] } @ward;
$o->act(@asked);
# Due Tuesday 17:00.
$o->{clock} = '2026-03-02T10:00';
$o->act(
	[ m25195 => answer_opinion => { dossier => $code, number => 1, answer => 'agree', text => 'Có ở đó' } ],
	[ m25220 => record_leave => { person => 'm25220', from => '2026-03-02T13:00', to => '2026-03-05T17:00' } ],
	[ qt => declare_outage => { unit => '25222.mttq', from => '2026-03-02T09:00', to => '2026-03-04T17:00', series => 'GT',
		first => 1, last => 9, reason => 'Mất điện' } ],
	[ qt => end_assignment => { person => 'm25225', unit => '25225.mttq', post => 'head' } ],
);
$o->{clock} = '2026-03-05T09:00';
$o->act([ m25210 => answer_opinion => { dossier => $code, number => 2, answer => 'agree', text => 'Có, trả lời muộn' } ]);
qx($dunghen signals --tell --db $o->{db} --clock 2026-03-05T10:00);
my $s = $o->serve(clock => '2026-03-05T11:00');
$o->enter($_) for qw(chu tinh nga phuoc m25217 m25220 m25222);

# --- counted: each once, the excused apart ---
sub rows {
	my ($who) = @_;
	my ($top, @lines) = split /\r\n/, text($o->get($who => '/board/silence.csv?of=year'));
	my %row;
	for (@lines) {
		my ($unit, $rest) = /^"([^"]+)","[^"]*","[^"]*",(.*)$/ or die "row: $_";
		my @cell = split /,/, $rest, 9;
		$row{$unit} = { n => [ @cell[0 .. 6] ], replies => $cell[7], said => $cell[8] };
	}
	return \%row;
}
my $row = rows('tinh');
my @want = (
	[ '25195.mttq', [ 1, 1, 0, 0, 0, 0, 0 ], 'in time' ],
	[ '25210.mttq', [ 1, 0, 1, 0, 0, 0, 0 ], 'late' ],
	[ '25217.mttq', [ 1, 0, 0, 1, 0, 0, 0 ], 'silent' ],
	[ '25220.mttq', [ 1, 0, 0, 0, 1, 0, 0 ], 'on recorded leave when it fell due: excused' ],
	[ '25222.mttq', [ 1, 0, 0, 0, 0, 1, 0 ], 'cut off by a declared outage: excused' ],
	[ '25225.mttq', [ 1, 0, 0, 0, 0, 0, 1 ], 'nobody sat there to read it: excused' ],
);
is_deeply($row->{ $_->[0] }{n}, $_->[1], $_->[2]) or diag(explain($row->{ $_->[0] }) // 'no row') for @want;

# --- asked about it: the silent one alone ---
my ($path) = text($o->get(m25217 => '/signals')) =~ m{href="(/signals/m[0-9a-z]{13})"};
ok($path, 'the silent one is asked');
for my $excused (qw(m25220 m25222)) {
	unlike(text($o->get($excused => '/signals')), qr{/signals/m}, "$excused is asked nothing");
}

# --- what they said, beside it ---
is($row->{'25217.mttq'}{replies}, 0, 'no reply so far');
is($o->post(m25217 => "$path/reply", text => 'Công văn đến sau, đã báo')->{status}, 303, 'replied');
is(rows('tinh')->{'25217.mttq'}{replies}, 0, 'before a ruling not for everybody who sees the ledger');
my @ruler = grep { text($o->get($_ => '/signals?show=rule')) =~ /\Q$path\E/ } qw(tinh chu phuoc);
is("@ruler", 'phuoc', 'the head of that very ward is to rule on it');
is($o->post(qt => '/inspections/open', unit => '25217', decision => '01/QD', until => '2026-05-10T17:00', inspectors => 'an')->{status},
	303, 'an inspection');
my $page = text($o->get(an => '/board/silence?of=year&unit=25217'));
like($page, qr{Công văn đến sau, đã báo \(chưa kết luận\)}, 'whoever inspects reads the reply beside the silence');
like($page, qr{<th>Giải trình</th>}, 'in a column of its own');
is($o->post(phuoc => "$path/rule", ruling => 'not_established', text => 'Đúng là đến sau')->{status}, 303, 'ruled on');
my $after = rows('tinh')->{'25217.mttq'};
is($after->{replies}, 1, 'after a ruling it stands there for those above');
like($after->{said}, qr{Công văn đến sau, đã báo \(kết luận: không\)}, 'with how it came out');
like(substr($o->get(tinh => '/board/silence.xlsx?of=year')->{body}, 0, 2), qr/^PK/, 'also as a workbook');
$s->stop;
is(system("$dunghen verify --db $o->{db} >/dev/null"), 0, 'the store holds');
done_testing();
