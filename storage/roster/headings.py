"""The headings that schools write in a roster, as data: the first heading of a field has preference."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Field(StrEnum):
    """The columns that are read, in the order in which they are written."""

    NUMBER = "number"
    NAME = "name"
    CLASS = "class"
    KIND = "kind"
    SEX = "sex"
    BIRTH = "birth"
    CARD = "card"
    BADGE = "badge"
    CONSENT = "consent"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WRITTEN: Mapping[str, Mapping[Field, str]] = {
    "zh": {
        Field.NUMBER: "编号",
        Field.NAME: "姓名",
        Field.CLASS: "班级",
        Field.KIND: "人员类别",
        Field.SEX: "性别",
        Field.BIRTH: "出生日期",
        Field.CARD: "卡号",
        Field.BADGE: "证号",
        Field.CONSENT: "监护人同意",
    },
    "en": {
        Field.NUMBER: "Number",
        Field.NAME: "Name",
        Field.CLASS: "Class",
        Field.KIND: "Kind",
        Field.SEX: "Sex",
        Field.BIRTH: "Birth date",
        Field.CARD: "Card",
        Field.BADGE: "Badge",
        Field.CONSENT: "Guardian's consent",
    },
}

# Compared without blanks, signs and notes in brackets, in lower case.
SYNONYMS: Mapping[Field, tuple[str, ...]] = {
    Field.NUMBER: _words(
        "志愿者编号 志愿者号 志愿者号码 志愿者序号 学号 学生学号 学号编号 工号 教工号 职工号 教师工号 "
        "人员编号 编号 学生编号 号码 volunteernumber volunteerno volunteerid studentnumber studentno "
        "studentid staffnumber staffno staffid number no num id idnumber idno"
    ),
    Field.NAME: _words(
        "姓名 学生姓名 志愿者姓名 教师姓名 名字 学生名字 中文姓名 姓名中文 人员姓名 队员姓名 name "
        "fullname studentname volunteername chinesename"
    ),
    Field.CLASS: _words(
        "班级 班 班级名称 所在班级 年级班级 行政班 行政班级 所属班级 班别 年班 部门 所在部门 class "
        "classname form homeroom department"
    ),
    Field.KIND: _words("人员类别 身份 类别 人员类型 类型 人员身份 志愿者类别 志愿者类型 kind type role category"),
    Field.SEX: _words("性别 学生性别 sex gender"),
    Field.BIRTH: _words(
        "出生日期 出生年月日 生日 出生年月 出生 出生时间 学生出生日期 birthdate dateofbirth birthday birth dob born"
    ),
    Field.CARD: _words(
        "卡号 校园卡号 一卡通号 一卡通卡号 一卡通 校园卡 学生卡号 饭卡号 条码 条形码 card cardnumber "
        "cardno cardid campuscard barcode"
    ),
    Field.BADGE: _words(
        "证号 志愿者证号 志愿者证 志愿证号 志愿者证号码 志愿者证编号 badge badgenumber badgeno badgeid"
    ),
    Field.CONSENT: _words(
        "监护人同意 监护人同意书 监护人是否同意 监护人知情同意 监护人知情同意书 监护人签字 家长同意 "
        "家长同意书 家长是否同意 家长知情同意 家长知情同意书 家长签字 同意书 知情同意书 知情同意 "
        "是否同意 同意 consent guardiansconsent guardianconsent parentalconsent parentsconsent "
        "parentconsent consentform"
    ),
}

# A heading that holds one of these is private beyond need (Order 67 of 2020; PIPL 6: the least data): never read.
SENSITIVE: tuple[str, ...] = _words(
    "身份证 证件号 证件类型 证件编号 公民身份 学籍 电话 手机 联系方式 联系人 住址 地址 户籍 户口 "
    "籍贯 银行 微信 qq 邮箱 邮件 护照 民族 政治面貌 宗教 健康 病史 血型 残疾 低保 贫困 idcard "
    "identitycard identityno identitynumber nationalid passport phone mobile telephone address "
    "email wechat bank"
)

# Columns that nobody expects to be read, so that nothing is said about them.
UNREMARKABLE: tuple[str, ...] = _words("序号 序 排序 备注 note notes remark remarks")

# Sheets that explain and hold nobody.
EXPLAINING: tuple[str, ...] = _words(
    "说明 填写说明 填表说明 使用说明 须知 填写须知 封面 目录 字典 选项 instructions notes readme cover"
)

# Names of sheets that say nothing about a class.
NO_CLASS = r"(sheet|工作表|表格|表|table|页)[\s_]*\d*(\(\d+\))?|.*名单|.*名册|花名册|roster|volunteers|志愿者|汇总|总表"
LIKE_CLASS = r".*班$|.*年级.*|class.*|[高初小]?[一二三四五六七八九十\d]{1,4}[\s.\-(]+\d{1,2}\)?"
